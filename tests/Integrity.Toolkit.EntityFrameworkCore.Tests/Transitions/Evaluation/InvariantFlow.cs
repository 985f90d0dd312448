using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

/// <summary>Tickets with an invariant in most states.</summary>
internal static class InvariantFlow
{
    public static readonly TransitionTable<TicketStatus, TicketTrigger> Table =
        TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Open, Opened);
            t.Configure(Opened).Permit(Resolve, Resolved).PermitReentry(Assign);
            t.Configure(Resolved).Permit(Reopen, Opened).Permit(Close, Closed);
            t.Terminal(Closed);
            t.Invariant<Ticket>(New, x => x.Priority < 9, "ticket.new-priority");
            t.Invariant<Ticket>(Opened, x => x.Address.City != "nowhere" && x.Budget.Amount > 0, "ticket.place");
            t.Invariant<Ticket>(Resolved, x => x.Code != null, "ticket.code", "a resolved ticket has a code");
            t.Invariant<Ticket>(Resolved, x => x.Priority > 0, "ticket.priority");
        });

    public static DeskModel InMemory { get; } = DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, Table));

    public static DeskModel InDatabase { get; } = DeskModel.With(model => model.Entity<Ticket>()
        .HasTransitions(x => x.Status, Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase());
}
