namespace Integrity.Toolkit.Transitions.Desk;

public enum TicketPriority
{
    Normal,
    High,
}
