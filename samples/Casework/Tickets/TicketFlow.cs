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

    private const string Assigned = "ticket.assigned";
    private const string AssignedWords = "somebody is assigned to the ticket";

    /// <summary>The states in which a ticket is active.</summary>
    public static IReadOnlyList<string> Work { get; } = [Open, Waiting, Reopened];

    public static TransitionTable<string> Table { get; } = TransitionTable.Create<string>("ticket", t =>
    {
        t.Initial(New)
            .Permit(New, Open)
            .Permit(Open, Waiting)
            .Permit(Waiting, Open)
            .PermitIf<Ticket>(Open, Resolved, x => x.AssigneeId != null, Assigned, description: AssignedWords)
            .Permit(Resolved, Reopened, requiresReason: true)
            .PermitIf<Ticket>(Reopened, Resolved, x => x.AssigneeId != null, Assigned, description: AssignedWords)
            .Permit(Closed, Reopened, requiresReason: true);
        t.FromAny().Permit(Closed, requiresReason: true);
    });
}
