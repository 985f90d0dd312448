using Integrity.Toolkit.Benchmarks.Guards;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>The same row as a <see cref="TransitionRecord"/>, kept by hand.</summary>
public sealed class MovedRowHistory
{
    public int MovedRowId { get; set; }

    public int Sequence { get; set; }

    public RowStatus? FromState { get; set; }

    public RowStatus ToState { get; set; }

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
