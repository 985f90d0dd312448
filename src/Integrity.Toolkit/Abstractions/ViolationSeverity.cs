namespace Integrity.Toolkit;

/// <summary>
/// Specifies whether a violation rejects the change.
/// </summary>
public enum ViolationSeverity
{
    /// <summary>The change is rejected.</summary>
    Error = 0,

    /// <summary>The change is saved, and the violation is reported.</summary>
    Warning = 1,
}
