using Integrity.Toolkit.Transitions;

namespace Casework.Tickets;

public static class TicketFlow
{
    public const string New = "New";
    public const string Open = "Open";
    public const string Waiting = "Waiting";
    public const string Resolved = "Resolved";
    public const string Reopened = "Reopened";
    public const string Closed = "Closed";

    public static TransitionTable<string> Table { get; } = TransitionTable.Create<string>("ticket", t =>
    {
        t.Initial(New)
            .Permit(New, Open)
            .Permit(Open, Waiting)
            .Permit(Waiting, Open)
            .PermitIf<Ticket>(Open, Resolved, x => x.AssigneeId != null, "ticket.assigned")
            .Permit(Resolved, Reopened, reason: Reason.Required)
            .PermitIf<Ticket>(Reopened, Resolved, x => x.AssigneeId != null, "ticket.assigned")
            .Permit(Closed, Reopened, reason: Reason.Required);
        t.FromAny().Permit(Closed, reason: Reason.Required);
    });
}
