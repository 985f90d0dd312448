namespace Casework.Tickets;

/// <summary>What belongs to a ticket, goes with it and comes back with it.</summary>
public interface ITicketPart
{
    int TicketId { get; }

    Ticket? Ticket { get; }

    /// <summary>What it is called when the desk speaks of it.</summary>
    string Called { get; }
}
