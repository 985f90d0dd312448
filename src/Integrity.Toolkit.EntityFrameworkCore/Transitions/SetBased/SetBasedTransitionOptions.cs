namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says more about a move of all rows of a query.
/// </summary>
public sealed record SetBasedTransitionOptions
{
    internal static readonly SetBasedTransitionOptions None = new();

    /// <summary>Gets why the rows are moved; without one, the reason given to <c>ActingAs</c>.</summary>
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

    /// <summary>Gets what becomes of the move when some of the rows may not be moved.</summary>
    /// <value>The default is <see cref="InvalidRowBehavior.AllOrNothing"/>.</value>
    public InvalidRowBehavior InvalidRows { get; init; }

    internal static SetBasedTransitionOptions Because(string? reason)
        => reason is null ? None : new SetBasedTransitionOptions { Reason = reason };
}
