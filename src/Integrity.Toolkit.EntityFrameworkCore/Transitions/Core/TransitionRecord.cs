namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One row of an entity's transition history. Written by the toolkit only, never changed.
/// </summary>
/// <remarks>
/// The row also has the entity's key, in shadow properties. The states are columns of the same type as the status itself;
/// here they read as text. In a table that several types share both are texts, and <see cref="SharedTransition"/> reads them.
/// Not sealed, because EF Core refuses sealed entity types wherever lazy-loading proxies are used: there is nothing to derive.
/// </remarks>
public class TransitionRecord
{
    /// <summary>Gets the place of the row in the entity's history: 0 for its first state. Order by this, never by time.</summary>
    public int Sequence { get; init; }

    /// <summary>Gets the state before, or <see langword="null"/> in the first row.</summary>
    public string? FromState { get; init; }

    /// <summary>Gets the state after.</summary>
    public string ToState { get; init; } = "";

    /// <summary>Gets the trigger: the one that was fired, or the only one that leads there; else <see langword="null"/>.</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets what wrote the row.</summary>
    public TransitionOrigin Origin { get; init; }

    /// <summary>Gets whether the table did not permit the move, which observe mode let through.</summary>
    public bool OffTable { get; init; }

    /// <summary>Gets what sort of actor moved it.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Gets the actor's identifier, or <see langword="null"/> for an unknown or anonymous one.</summary>
    public string? ActorId { get; init; }

    /// <summary>Gets the reason, or <see langword="null"/> when none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the code of the reason, for programs and reports; <see langword="null"/> when none was given.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Gets what ties the move to a request or job: the trace it was made in, or what <c>ActingAs</c> says.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Gets the key by which the caller tells a repeated request from a new one; <see langword="null"/> without.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Gets the time of the move in UTC, by the application's clock. Information, not an order.</summary>
    public DateTime OccurredAt { get; init; }

    /// <summary>Gets when actor and reason were taken out of the row, in UTC; <see langword="null"/> when they were not.</summary>
    public DateTime? RedactedAt { get; init; }

    /// <summary>Gets the hash of the table the move was judged by.</summary>
    public string TableHash { get; init; } = "";
}
