namespace Integrity.Toolkit;

/// <summary>
/// Limits that every block shares.
/// </summary>
public static class IntegrityDefaults
{
    /// <summary>The greatest length of a reason, in characters.</summary>
    public const int MaxReasonLength = 2000;

    /// <summary>The greatest length of a code or an identifier that is kept with a change, in characters.</summary>
    public const int MaxCodeLength = 100;

    internal static void CheckReason(string? reason)
    {
        if (reason?.Length > MaxReasonLength)
        {
            throw new ArgumentException(
                $"A reason has at most {MaxReasonLength} characters; this one has {reason.Length}.", nameof(reason));
        }
    }

    internal static void CheckCode(string? code, string what)
    {
        if (code?.Length > MaxCodeLength)
        {
            throw new ArgumentException(
                $"{what} has at most {MaxCodeLength} characters; this one has {code.Length}.", nameof(code));
        }
    }
}
