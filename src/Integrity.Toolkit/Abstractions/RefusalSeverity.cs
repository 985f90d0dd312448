namespace Integrity.Toolkit;

/// <summary>
/// Says whether a refusal stops the change it is about.
/// </summary>
public enum RefusalSeverity
{
    /// <summary>The change does not happen.</summary>
    Error = 0,

    /// <summary>The change happens, and somebody should know.</summary>
    Warning = 1,
}
