namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Specifies how a set-based transition handles rows for which it is not permitted.
/// </summary>
public enum InvalidRowBehavior
{
    /// <summary>The call throws, and no row changes.</summary>
    AllOrNothing = 0,

    /// <summary>The rows are skipped and counted.</summary>
    Skip,
}
