namespace Casework.Tickets;

/// <summary>A part of a ticket, which is deleted and restored with it.</summary>
public interface ITicketPart
{
    int TicketId { get; }

    Ticket? Ticket { get; }

    /// <summary>The description for timeline entries and notifications.</summary>
    string Called { get; }
}
