namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>The same row as a <see cref="Ticket"/>, kept by hand.</summary>
public sealed class HandTicket
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public int Priority { get; set; }

    public TicketStatus Status { get; set; }

    public int? StatusSequence { get; set; }

    public DateTime? DeletedAt { get; set; }

    public string? DeletedBy { get; set; }

    public string? DeletionReason { get; set; }

    public Guid? DeletionId { get; set; }

    public int Version { get; set; }
}
