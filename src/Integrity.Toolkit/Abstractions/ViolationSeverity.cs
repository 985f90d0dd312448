namespace Integrity.Toolkit;

/// <summary>
/// Says whether a violation stops the change it is about.
/// </summary>
public enum ViolationSeverity
{
    /// <summary>The change does not happen.</summary>
    Error = 0,

    /// <summary>The change happens, and somebody should know.</summary>
    Warning = 1,
}
