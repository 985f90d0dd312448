namespace Casework.Tickets;

public sealed class Ticket
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public required string Status { get; set; }

    public required DateTime OpenedAt { get; set; }
}
