namespace Replay;

/// <summary>A trace of a log: no more of a ticket than a log tells.</summary>
public sealed class ReplayTicket
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public required string Status { get; set; }

    public required DateTime OpenedAt { get; set; }
}
