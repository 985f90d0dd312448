namespace Integrity.Toolkit;

/// <summary>
/// Limits that every block shares.
/// </summary>
public static class IntegrityDefaults
{
    /// <summary>The greatest length of a reason, in characters.</summary>
    public const int MaxReasonLength = 2000;

    internal static void CheckReason(string? reason)
    {
        if (reason?.Length > MaxReasonLength)
        {
            throw new ArgumentException(
                $"A reason has at most {MaxReasonLength} characters; this one has {reason.Length}.", nameof(reason));
        }
    }
}
