namespace Casework.Tickets;

/// <summary>Of the sample's ticket, what its flow asks about and what a machine moves.</summary>
public sealed class Ticket
{
    public string? AssigneeId { get; set; }

    public string Status { get; set; } = TicketFlow.New;
}
