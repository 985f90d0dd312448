namespace Integrity.Toolkit;

/// <summary>
/// The limits that all blocks share.
/// </summary>
public static class IntegrityDefaults
{
    /// <summary>The maximum length of a reason, in characters.</summary>
    public const int MaxReasonLength = 2000;

    /// <summary>The maximum length of a stored code or identifier, in characters.</summary>
    public const int MaxCodeLength = 100;

    internal static void CheckReason(string? reason)
    {
        if (reason?.Length > MaxReasonLength)
        {
            throw new ArgumentException(
                $"The reason exceeds {MaxReasonLength} characters: it has {reason.Length}. Shorten it.", nameof(reason));
        }
    }

    internal static void CheckCode(string? code, string what)
    {
        if (code?.Length > MaxCodeLength)
        {
            throw new ArgumentException(
                $"{what} must have at most {MaxCodeLength} characters, but has {code.Length}. Shorten it.", nameof(code));
        }
    }
}
