namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Specifies the details of a transition of all rows of a query.
/// </summary>
public sealed record SetBasedTransitionOptions
{
    internal static readonly SetBasedTransitionOptions None = new();

    /// <summary>Gets the reason of the transition.</summary>
    /// <value>The default is <see langword="null"/>: the reason given to <c>ActingAs</c> applies, if any.</value>
    /// <exception cref="ArgumentException">The reason is longer than <see cref="IntegrityDefaults.MaxReasonLength"/>.</exception>
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
    /// <value>The default is <see langword="null"/>.</value>
    /// <exception cref="ArgumentException">The code is longer than <see cref="IntegrityDefaults.MaxCodeLength"/>.</exception>
    public string? ReasonCode
    {
        get;
        init
        {
            IntegrityDefaults.CheckCode(value, "The code of a reason");
            field = value;
        }
    }

    /// <summary>Gets how rows for which the transition is not permitted are handled.</summary>
    /// <value>The default is <see cref="InvalidRowBehavior.AllOrNothing"/>.</value>
    public InvalidRowBehavior InvalidRows { get; init; }

    internal static SetBasedTransitionOptions Because(string? reason)
        => reason is null ? None : new SetBasedTransitionOptions { Reason = reason };
}
