using Integrity.Toolkit.Transitions;
using Stateless;
using static Casework.Tickets.TicketFlow;
using static Casework.Tickets.TicketTrigger;

namespace Casework.Tickets;

/// <summary>The flow of the sample's tickets, with triggers, as a machine of Stateless.</summary>
public static class MachineFlow
{
    public static readonly TransitionTable<string, TicketTrigger> Made =
        Machine(new Ticket()).ToTransitionTable("ticket", t => t
            .Initial(New)
            .Guard<Ticket>("somebody is assigned to the ticket", x => x.AssigneeId != null, "ticket.assigned")
            .RequireReason(Reopen, Close)
            .NoAsyncGuards());

    public static StateMachine<string, TicketTrigger> Machine(Ticket ticket)
    {
        var machine = new StateMachine<string, TicketTrigger>(() => ticket.Status, status => ticket.Status = status);
        machine.Configure("NotClosed").Permit(Close, Closed);
        machine.Configure(New).SubstateOf("NotClosed").Permit(Start, Open);
        machine.Configure(Open).SubstateOf("NotClosed")
            .Permit(Wait, Waiting)
            .PermitIf(Resolve, Resolved, () => ticket.AssigneeId != null, "somebody is assigned to the ticket");
        machine.Configure(Waiting).SubstateOf("NotClosed").Permit(Resume, Open);
        machine.Configure(Resolved).SubstateOf("NotClosed").Permit(Reopen, Reopened);
        machine.Configure(Reopened).SubstateOf("NotClosed")
            .PermitIf(Resolve, Resolved, () => ticket.AssigneeId != null, "somebody is assigned to the ticket");
        machine.Configure(Closed).Permit(Reopen, Reopened);
        return machine;
    }
}
