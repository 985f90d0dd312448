namespace Integrity.Toolkit;

/// <summary>
/// Says why a save came to nothing.
/// </summary>
public enum SaveFailureReason
{
    /// <summary>A block refused it before any SQL was sent.</summary>
    Violation,

    /// <summary>Another writer was faster.</summary>
    Conflict,

    /// <summary>The database refused it, or could not be reached.</summary>
    Database,

    /// <summary>The caller cancelled it.</summary>
    Canceled,

    /// <summary>A hook, a rule or an interceptor threw an exception before any SQL was sent.</summary>
    Exception,

    /// <summary>
    /// It was never written, for a reason nobody told: another interceptor stopped it. Known when the context saves the next
    /// time.
    /// </summary>
    Abandoned,
}
