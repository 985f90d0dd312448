using Integrity.Toolkit.Transitions;
using static Casework.Tickets.TicketFlow;
using static Casework.Tickets.TicketTrigger;

namespace Casework.Tickets;

/// <summary>The flow of the sample's tickets, with triggers, as a transition table.</summary>
public static class DeclaredFlow
{
    public static readonly TransitionTable<string, TicketTrigger> Declared =
        TransitionTable.Create<string, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Start, Open);
            t.Configure(Open)
                .Permit(Wait, Waiting)
                .PermitIf<Ticket>(
                    Resolve, Resolved, x => x.AssigneeId != null, "ticket.assigned", description: "somebody is assigned to the ticket");
            t.Configure(Waiting).Permit(Resume, Open);
            t.Configure(Resolved).Permit(Reopen, Reopened, requiresReason: true);
            t.Configure(Reopened)
                .PermitIf<Ticket>(
                    Resolve, Resolved, x => x.AssigneeId != null, "ticket.assigned", description: "somebody is assigned to the ticket");
            t.Configure(Closed).Permit(Reopen, Reopened, requiresReason: true);
            t.FromAny().Permit(Close, Closed, requiresReason: true);
        });
}
