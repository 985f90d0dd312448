namespace Casework.Tickets;

/// <summary>Said about a ticket. Goes with its ticket, and comes back with it.</summary>
public sealed class Comment : ITicketPart
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    public string AuthorId { get; set; } = "";

    public string Body { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public Ticket? Ticket { get; set; }

    public Person? Author { get; set; }

    public string Called => "a comment";
}
