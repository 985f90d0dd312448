using Integrity.Toolkit.Versioning.Internal;

namespace Integrity.Toolkit.Versioning;

/// <summary>
/// Changes the defaults of versioning for a context.
/// </summary>
public sealed class VersioningOptionsBuilder
{
    internal VersioningOptionsBuilder(VersioningOptions options) => Options = options;

    internal VersioningOptions Options { get; private set; }

    /// <summary>Refuses what breaks the promise. The default.</summary>
    /// <returns>The same builder.</returns>
    public VersioningOptionsBuilder Enforce() => With(EnforcementMode.Enforce);

    /// <summary>Counts versions, and logs lost updates instead of refusing them; costs one query per changed row.</summary>
    /// <returns>The same builder.</returns>
    public VersioningOptionsBuilder Observe() => With(EnforcementMode.Observe);

    /// <summary>Pauses the block without changing the schema.</summary>
    /// <returns>The same builder.</returns>
    public VersioningOptionsBuilder Off() => With(EnforcementMode.Off);

    private VersioningOptionsBuilder With(EnforcementMode mode)
    {
        Options = Options with { Mode = mode };
        return this;
    }
}
