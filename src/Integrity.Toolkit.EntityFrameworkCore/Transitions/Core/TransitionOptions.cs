namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says more about a move than which one it is.
/// </summary>
public sealed record TransitionOptions
{
    internal static readonly TransitionOptions None = new();

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

    /// <summary>
    /// Gets the sequence of the status that the caller has seen: the move is refused as a conflict when the entity was loaded with
    /// another one.
    /// </summary>
    /// <remarks>
    /// For a client that decides by what it is shown. Another writer that comes between loading and saving is noticed anyway, by
    /// the save. A new entity has no sequence; of one that was attached it is not known, and read by the asynchronous methods.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? ExpectedSequence
    {
        get;
        init
        {
            if (value is { } sequence)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(sequence, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>
    /// Gets the key by which a request that is made again is known: an entity is moved with it once. It is kept in the history.
    /// </summary>
    /// <remarks>
    /// The asynchronous methods look for it first, do nothing where the entity was moved with it already, and say so. The synchronous
    /// ones cannot look: they know the moves that wait for their save, and a save refuses a key that is in the history. Of two
    /// requests at once one gets a conflict; made again after a reload, it finds the move.
    /// </remarks>
    /// <exception cref="ArgumentException">It is empty, or longer than <see cref="IntegrityDefaults.MaxCodeLength"/>.</exception>
    public string? IdempotencyKey
    {
        get;
        init
        {
            if (string.IsNullOrWhiteSpace(value) && value is not null)
            {
                throw new ArgumentException(
                    "The key of a request is empty, with which all such requests would be the same. Leave it out where there is none.",
                    nameof(value));
            }

            IntegrityDefaults.CheckCode(value, "The key of a request");
            field = value;
        }
    }

    internal static TransitionOptions Because(string? reason) => reason is null ? None : new TransitionOptions { Reason = reason };
}
