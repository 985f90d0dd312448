using Integrity.Toolkit.Constraints.Internal;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Changes the defaults of constraints for a context.
/// </summary>
public sealed class ConstraintsOptionsBuilder
{
    internal ConstraintsOptionsBuilder(ConstraintsOptions options) => Options = options;

    internal ConstraintsOptions Options { get; private set; }
}
