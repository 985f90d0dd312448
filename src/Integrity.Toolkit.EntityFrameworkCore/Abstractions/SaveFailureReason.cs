namespace Integrity.Toolkit;

/// <summary>
/// The reason why a save failed.
/// </summary>
public enum SaveFailureReason
{
    /// <summary>A block rejected the save before any SQL was sent.</summary>
    Violation,

    /// <summary>Another writer changed a row first.</summary>
    Conflict,

    /// <summary>The database rejected the save, or could not be reached.</summary>
    Database,

    /// <summary>The caller canceled the save.</summary>
    Canceled,

    /// <summary>A hook, a rule or an interceptor threw an exception before any SQL was sent.</summary>
    Exception,

    /// <summary>
    /// The save was never written, for an unknown reason: another interceptor stopped it. Detected when the context saves the
    /// next time.
    /// </summary>
    Abandoned,
}
