namespace Casework.Tickets;

/// <summary>A comment on a ticket. Deleted and restored with its ticket.</summary>
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
