using Integrity.Toolkit.Versioning.Internal;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Configures the defaults of versioning for a context.
/// </summary>
public sealed class VersioningOptionsBuilder : EnforcementBuilder<VersioningOptionsBuilder>
{
    internal VersioningOptionsBuilder(VersioningOptions options) => Options = options;

    internal VersioningOptions Options { get; private set; }

    private protected override VersioningOptionsBuilder WithMode(EnforcementMode mode)
    {
        Options = Options with { Mode = mode };
        return this;
    }
}
