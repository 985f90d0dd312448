namespace Casework.Tickets;

/// <summary>The metadata of a file, which is stored elsewhere. Deleted and restored with its ticket.</summary>
public sealed class Attachment : ITicketPart
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    public string FileName { get; set; } = "";

    public string ContentType { get; set; } = "";

    public long Size { get; set; }

    /// <summary>64 hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    public string AddedById { get; set; } = "";

    public DateTime AddedAt { get; set; }

    public Ticket? Ticket { get; set; }

    public Person? AddedBy { get; set; }

    public string Called => "a file";
}
