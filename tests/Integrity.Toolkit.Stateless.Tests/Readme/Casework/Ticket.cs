namespace Casework.Tickets;

/// <summary>The members of the sample's ticket that its flow uses.</summary>
public sealed class Ticket
{
    public string? AssigneeId { get; set; }

    public string Status { get; set; } = TicketFlow.New;
}
