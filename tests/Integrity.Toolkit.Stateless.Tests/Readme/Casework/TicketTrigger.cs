namespace Casework.Tickets;

public enum TicketTrigger
{
    Start,
    Wait,
    Resume,
    Resolve,
    Reopen,
    Close,
}
