namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One row of an entity's transition history. Only the toolkit writes it, once.
/// </summary>
/// <remarks>
/// The row also has the entity's key, in shadow properties. The columns of the states have the same type as the status; the
/// properties return them as text. In a table that several types share, key and states are stored as text, and
/// <see cref="SharedTransition"/> reads them. The class is not sealed because EF Core rejects sealed entity types when
/// lazy-loading proxies are used; it is not designed to be derived from.
/// </remarks>
public class TransitionRecord
{
    /// <summary>
    /// Gets the position of the row in the entity's history: 0 for the initial state. Order by this, never by time.
    /// </summary>
    public int Sequence { get; init; }

    /// <summary>Gets the state before the transition, or <see langword="null"/> in the first row.</summary>
    public string? FromState { get; init; }

    /// <summary>Gets the state after the transition.</summary>
    public string ToState { get; init; } = "";

    /// <summary>
    /// Gets the trigger: the one that was fired, or the only one that leads to the state; otherwise <see langword="null"/>.
    /// </summary>
    public string? Trigger { get; init; }

    /// <summary>Gets the origin of the row.</summary>
    public TransitionOrigin Origin { get; init; }

    /// <summary>Gets whether observe mode let a transition pass that the transition table does not permit.</summary>
    public bool OffTable { get; init; }

    /// <summary>Gets the kind of the actor.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Gets the identifier of the actor, or <see langword="null"/> for an unknown or anonymous actor.</summary>
    public string? ActorId { get; init; }

    /// <summary>Gets the reason, or <see langword="null"/> if none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the code of the reason, for programs and reports; <see langword="null"/> if none was given.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>
    /// Gets the identifier of the request or job that the transition belongs to: that of <c>ActingAs</c>, or the current trace.
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>
    /// Gets the key that distinguishes a repeated request from a new one; <see langword="null"/> if the request had none.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Gets the time of the transition in UTC, by the application's clock. For information; the sequence defines the order.
    /// </summary>
    public DateTime OccurredAt { get; init; }

    /// <summary>
    /// Gets the time in UTC at which the actor or the reason was removed from the row; <see langword="null"/> if neither was.
    /// </summary>
    public DateTime? RedactedAt { get; init; }

    /// <summary>Gets the hash of the transition table that was in effect.</summary>
    public string TableHash { get; init; } = "";
}
