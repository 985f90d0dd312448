namespace Integrity.Toolkit.Transitions.Desk;

public enum TicketStatus
{
    New,
    Opened,
    Escalated,
    Resolved,
    Closed,
}
