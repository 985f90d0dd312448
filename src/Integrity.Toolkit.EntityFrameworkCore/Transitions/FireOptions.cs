namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says more about a move than which one it is.
/// </summary>
public sealed record FireOptions
{
    internal static readonly FireOptions None = new();

    /// <summary>Gets why it is made; without one, the reason given to <c>ActingAs</c>.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="IntegrityDefaults.MaxReasonLength"/>.</exception>
    public string? Reason
    {
        get;
        init
        {
            IntegrityDefaults.CheckReason(value);
            field = value;
        }
    }

    /// <summary>Gets the code of the reason, for programs and reports.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="IntegrityDefaults.MaxCodeLength"/>.</exception>
    public string? ReasonCode
    {
        get;
        init
        {
            IntegrityDefaults.CheckCode(value, "The code of a reason");
            field = value;
        }
    }

    internal static FireOptions Because(string? reason) => reason is null ? None : new FireOptions { Reason = reason };
}
