using Integrity.Toolkit.Transitions;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Desk;

public static class TicketFlow
{
    public static readonly TransitionTable<TicketStatus, TicketTrigger> Table =
        TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Open, Opened);
            t.Configure(Opened)
                .PermitIf<Ticket>(Resolve, Resolved, ticket => ticket.Priority < 9, "priority.low")
                .PermitReentry(Assign)
                .Ignore(Open);
            t.Configure(Resolved).Permit(Reopen, Opened);
            t.FromAny(except: [New]).Permit(Close, Closed, requiresReason: true);
            t.Terminal(Closed);
        });
}
