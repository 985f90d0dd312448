namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Specifies the details of a requested transition.
/// </summary>
public sealed record TransitionOptions
{
    internal static readonly TransitionOptions None = new();

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

    /// <summary>
    /// Gets the sequence of the status that the caller has seen. If the entity was loaded with another one, the transition is
    /// rejected as a conflict.
    /// </summary>
    /// <remarks>
    /// For a client that decides by what it displays. The save detects another writer between loading and saving in any case. A
    /// new entity has no sequence. The context does not have the sequence of an attached entity; the asynchronous methods read
    /// it.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: the sequence is not checked.</value>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is negative.</exception>
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
    /// Gets the idempotency key, which identifies a repeated request: an entity changes its status once for each key. The key is
    /// stored in the history.
    /// </summary>
    /// <remarks>
    /// The asynchronous methods look for the key first. If the entity has a transition with it, they do nothing and set
    /// <see cref="TransitionCheck.IsRepeated"/>. The synchronous methods only find pending transitions; the save rejects a key
    /// that is in the history. Of two concurrent requests, one fails with a conflict; repeated after a reload, it finds the
    /// transition.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: repeated requests are not detected.</value>
    /// <exception cref="ArgumentException">
    /// The key is empty, or longer than <see cref="IntegrityDefaults.MaxCodeLength"/>.
    /// </exception>
    public string? IdempotencyKey
    {
        get;
        init
        {
            if (string.IsNullOrWhiteSpace(value) && value is not null)
            {
                throw new ArgumentException(
                    "The idempotency key is empty, so all requests with it would be the same. Specify a key, or null for no key.",
                    nameof(value));
            }

            IntegrityDefaults.CheckCode(value, "The idempotency key");
            field = value;
        }
    }

    internal static TransitionOptions Because(string? reason)
        => reason is null ? None : new TransitionOptions { Reason = reason };
}
