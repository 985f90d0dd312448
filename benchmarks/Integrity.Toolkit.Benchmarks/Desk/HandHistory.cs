using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>The same row as a <see cref="TransitionRecord"/>, kept by hand.</summary>
public sealed class HandHistory
{
    public int TicketId { get; set; }

    public int Sequence { get; set; }

    public TicketStatus? FromState { get; set; }

    public TicketStatus ToState { get; set; }

    public string? Trigger { get; set; }

    public TransitionOrigin Origin { get; set; }

    public bool OffTable { get; set; }

    public ActorKind ActorKind { get; set; }

    public string? ActorId { get; set; }

    public string? Reason { get; set; }

    public string? ReasonCode { get; set; }

    public string? CorrelationId { get; set; }

    public string? IdempotencyKey { get; set; }

    public DateTime OccurredAt { get; set; }

    public DateTime? RedactedAt { get; set; }

    public string TableHash { get; set; } = "";
}
