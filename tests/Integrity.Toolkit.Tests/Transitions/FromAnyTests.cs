using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions;

public sealed class FromAnyTests
{
    [Fact]
    public void From_any_adds_one_transition_for_each_state_that_is_neither_terminal_nor_the_target()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.FromAny().Permit(Escalate, Escalated);
            t.Configure(New).Permit(Open, Opened);
            t.Configure(Opened).Permit(Resolve, Resolved);
            t.Configure(Escalated).Permit(Close, Closed);
            t.Terminal(Resolved, Closed);
        });

        var escalations = table.Transitions.Where(x => x.Trigger is Escalate).Select(x => (x.From, x.To));

        Assert.Equal([(New, Escalated), (Opened, Escalated)], escalations);
    }

    [Fact]
    public void From_any_skips_excepted_states()
    {
        var table = TransitionTable.Create<OrderStatus>("order", t =>
        {
            t.Initial(OrderStatus.New);
            t.Permit(OrderStatus.New, OrderStatus.Paid).Permit(OrderStatus.Paid, OrderStatus.Shipped);
            t.FromAny(except: [OrderStatus.Paid]).Permit(OrderStatus.Cancelled, requiresReason: true);
            t.Terminal(OrderStatus.Shipped, OrderStatus.Cancelled);
        });

        var cancelled = Assert.Single(table.Transitions, x => x.To == OrderStatus.Cancelled);

        Assert.Equal(OrderStatus.New, cancelled.From);
        Assert.True(cancelled.RequiresReason);
    }

    [Fact]
    public void A_transition_declared_on_the_state_takes_precedence_over_from_any()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.FromAny().Permit(Close, Closed, requiresReason: true);
            t.Configure(New).Permit(Close, Resolved).Permit(Open, Opened).Permit(Escalate, Escalated);
            t.Configure(Opened)
                .PermitIf<Ticket>(Close, Resolved, x => x.Priority == TicketPriority.High, "priority.high");
            t.Configure(Resolved).Ignore(Close).Permit(Open, Opened);
            t.Terminal(Closed);
        });

        Assert.Equal(Resolved, Assert.Single(table.Find(New, Close)).To);
        Assert.Equal(Resolved, Assert.Single(table.Find(Opened, Close)).To);
        Assert.True(table.Ignores(Resolved, Close));
        Assert.Empty(table.Find(Resolved, Close));
        Assert.Equal(Closed, Assert.Single(table.Find(Escalated, Close)).To);
    }

    [Fact]
    public void A_declared_pair_takes_precedence_over_from_any()
    {
        var table = TransitionTable.Create<OrderStatus>("order", t =>
        {
            t.Initial(OrderStatus.New).Permit(OrderStatus.New, OrderStatus.Paid);
            t.Permit(OrderStatus.New, OrderStatus.Cancelled);
            t.FromAny().Permit(OrderStatus.Cancelled, requiresReason: true);
            t.Terminal(OrderStatus.Cancelled);
        });

        Assert.Equal(
            [(OrderStatus.New, false), (OrderStatus.Paid, true)],
            table.Transitions.Where(x => x.To == OrderStatus.Cancelled).Select(x => (x.From, x.RequiresReason)));
    }

    [Fact]
    public void From_any_can_have_a_guard()
    {
        var triggers = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed);
            t.FromAny().PermitIf<Ticket>(Close, Closed, x => x.Priority == TicketPriority.Normal, "priority.normal");
        });
        var pairs = TransitionTable.Create<TicketStatus>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed);
            t.FromAny().PermitIf<Ticket>(Closed, x => x.Priority == TicketPriority.Normal, "priority.normal");
        });

        Assert.Equal("priority.normal", Assert.Single(triggers.Transitions).Guard!.Code);
        Assert.Equal("priority.normal", Assert.Single(pairs.Transitions).Guard!.Code);
    }

    [Fact]
    public void From_any_that_adds_nothing_throws()
    {
        var problem = Assert.Throws<TransitionTableException>(() => TransitionTable.Create<OrderStatus>("order", t =>
        {
            t.Initial(OrderStatus.New).Permit(OrderStatus.New, OrderStatus.Paid).Terminal(OrderStatus.Paid);
            t.FromAny(except: [OrderStatus.New]).Permit(OrderStatus.Paid);
        }));

        Assert.StartsWith("FromAny to 'Paid' at FromAnyTests.cs:", Assert.Single(problem.Problems));
    }

    [Fact]
    public void Two_from_any_declarations_of_one_trigger_conflict()
    {
        var problem = Assert.Throws<TransitionTableException>(() =>
            TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
            {
                t.Initial(New).Terminal(Closed, Resolved);
                t.FromAny().Permit(Close, Closed);
                t.FromAny().Permit(Close, Resolved);
            }));

        Assert.StartsWith("from 'New', trigger 'Close' is declared at", Assert.Single(problem.Problems));
    }
}
