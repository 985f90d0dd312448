namespace Integrity.Toolkit.Transitions.Desk;

public enum TicketTrigger
{
    Open,
    Resolve,
    Escalate,
    Reassign,
    Close,
}
