using static Integrity.Toolkit.Transitions.Desk.TicketPriority;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions.Desk;

public static class TicketFlow
{
    public static readonly TransitionTable<TicketStatus, TicketTrigger> Table =
        TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Open, Opened);
            t.Configure(Opened).Permit(Resolve, Resolved)
                .PermitIf<Ticket>(Escalate, Escalated, x => x.Priority == High, "priority.high")
                .PermitReentry(Reassign).Ignore(Open);
            t.FromAny(except: [Closed]).Permit(Close, Closed, requiresReason: true);
            t.Terminal(Closed);
        });
}
