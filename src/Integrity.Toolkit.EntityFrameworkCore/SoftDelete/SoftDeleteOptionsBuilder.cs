using Integrity.Toolkit.SoftDelete.Internal;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Configures the defaults of soft delete for a context.
/// </summary>
public sealed class SoftDeleteOptionsBuilder : EnforcementBuilder<SoftDeleteOptionsBuilder>
{
    internal SoftDeleteOptionsBuilder(SoftDeleteOptions options) => Options = options;

    internal SoftDeleteOptions Options { get; private set; }

    private protected override SoftDeleteOptionsBuilder WithMode(EnforcementMode mode)
    {
        Options = Options with { Mode = mode };
        return this;
    }
}
