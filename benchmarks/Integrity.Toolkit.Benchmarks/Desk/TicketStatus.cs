namespace Integrity.Toolkit.Benchmarks.Desk;

public enum TicketStatus
{
    New,
    Assigned,
    InProgress,
    Waiting,
    Escalated,
    Resolved,
    Closed,
    Cancelled,
}
