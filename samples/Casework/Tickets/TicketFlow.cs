using Integrity.Toolkit.Transitions;

namespace Casework.Tickets;

public static class TicketFlow
{
    public const string Name = "ticket";

    public const string New = "New";
    public const string Open = "Open";
    public const string Waiting = "Waiting";
    public const string Resolved = "Resolved";
    public const string Reopened = "Reopened";
    public const string Closed = "Closed";

    public static TransitionTable<string> Table { get; } = TransitionTable.Create<string>(Name, t =>
    {
        t.Initial(New)
            .Permit(New, Open)
            .Permit(Open, Waiting)
            .Permit(Waiting, Open)
            .Permit(Open, Resolved)
            .Permit(Resolved, Reopened)
            .Permit(Reopened, Resolved)
            .Permit(Closed, Reopened, reason: Reason.Required);
        t.FromAny().Permit(Closed, reason: Reason.Required);
    });
}
