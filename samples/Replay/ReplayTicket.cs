namespace Replay;

/// <summary>A trace of a log as a ticket, with the values that a log contains.</summary>
public sealed class ReplayTicket
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public required string Status { get; set; }

    public required DateTime OpenedAt { get; set; }
}
