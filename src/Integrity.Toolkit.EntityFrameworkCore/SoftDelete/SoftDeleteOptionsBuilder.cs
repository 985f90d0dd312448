using Integrity.Toolkit.SoftDelete.Internal;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Changes the defaults of soft delete for a context.
/// </summary>
public sealed class SoftDeleteOptionsBuilder
{
    internal SoftDeleteOptionsBuilder(SoftDeleteOptions options) => Options = options;

    internal SoftDeleteOptions Options { get; private set; }

    /// <summary>Refuses what breaks the promise. The default.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteOptionsBuilder Enforce() => With(EnforcementMode.Enforce);

    /// <summary>Deletes rows as before, and logs and counts those that would have been kept.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteOptionsBuilder Observe() => With(EnforcementMode.Observe);

    /// <summary>Pauses the block without changing the schema.</summary>
    /// <returns>The same builder.</returns>
    public SoftDeleteOptionsBuilder Off() => With(EnforcementMode.Off);

    private SoftDeleteOptionsBuilder With(EnforcementMode mode)
    {
        Options = Options with { Mode = mode };
        return this;
    }
}
