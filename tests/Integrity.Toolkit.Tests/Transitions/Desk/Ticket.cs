namespace Integrity.Toolkit.Transitions.Desk;

public sealed class Ticket
{
    public TicketPriority Priority { get; set; }
}
