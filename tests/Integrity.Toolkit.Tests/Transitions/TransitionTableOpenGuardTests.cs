using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableOpenGuardTests
{
    [Fact]
    public void An_open_guard_is_met_by_every_entity_and_marked_as_open()
    {
        var guard = TransitionGuard.Open("manager.agrees");

        Assert.True(guard.IsOpen);
        Assert.True(guard.IsMet(new Ticket()));
        Assert.True(guard.IsMet("anything"));
        Assert.Equal(typeof(object), guard.EntityType);
        Assert.Equal("manager.agrees", guard.ToString());
    }

    [Fact]
    public void A_guard_created_from_a_predicate_evaluates_its_entities()
    {
        LambdaExpression predicate = (Ticket ticket) => ticket.Priority == TicketPriority.High;

        var guard = TransitionGuard.Create(predicate, "priority.high");

        Assert.False(guard.IsOpen);
        Assert.Equal(typeof(Ticket), guard.EntityType);
        Assert.True(guard.IsMet(new Ticket { Priority = TicketPriority.High }));
        Assert.False(guard.IsMet(new Ticket { Priority = TicketPriority.Normal }));
    }

    [Fact]
    public void An_open_guard_can_have_a_partial_condition()
    {
        var guard = TransitionGuard.Create(
            (Ticket ticket) => ticket.Priority == TicketPriority.High, "priority.high", isOpen: true);

        Assert.True(guard.IsOpen);
        Assert.True(guard.IsMet(new Ticket { Priority = TicketPriority.High }));
        Assert.False(guard.IsMet(new Ticket { Priority = TicketPriority.Normal }));
    }

    [Fact]
    public void A_guard_requires_a_predicate_of_one_entity()
    {
        var exception = Assert.Throws<ArgumentException>(() => TransitionGuard.Create((Ticket x) => x.Priority, "c"));

        Assert.StartsWith("Guard 'c' must be a predicate of one entity", exception.Message);
        Assert.Throws<ArgumentException>(() => TransitionGuard.Create((int x) => x > 1, "c"));
        Assert.Throws<ArgumentException>(() => TransitionGuard.Create((Ticket x, Ticket y) => x == y, "c"));
        Assert.Throws<ArgumentNullException>(() => TransitionGuard.Create(null!, "c"));
        Assert.Throws<ArgumentNullException>(() => TransitionGuard.Create((Ticket _) => true, null!));
        Assert.Throws<ArgumentNullException>(() => TransitionGuard.Open(null!));
    }

    [Fact]
    public void Transitions_accept_existing_guard_instances()
    {
        var agreed = TransitionGuard.Open("agreed");
        var again = TransitionGuard.Open("again");

        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).PermitIf(Open, Opened, agreed).PermitReentryIf(Resolve, again, requiresReason: true);
            t.Terminal(Opened);
        });

        Assert.Same(agreed, table.Find(New, Open)[0].Guard);
        Assert.Same(again, table.Find(New, Resolve)[0].Guard);
        Assert.True(table.Find(New, Resolve)[0].RequiresReason);
        Assert.Contains("[agreed]", table.ToMermaid(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trigger_can_be_ignored_while_a_condition_is_met_and_permitted_otherwise()
    {
        ITransitionTable table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .IgnoreIf<Ticket>(Open, ticket => ticket.Priority == TicketPriority.High, "priority.high")
                .PermitIf<Ticket>(Open, Opened, ticket => ticket.Priority != TicketPriority.High, "priority.normal")
                .Ignore(Close);
            t.Terminal(Opened);
        });

        Assert.True(table.Ignores(New, Open));
        Assert.Equal("priority.high", Assert.Single(table.IgnoreGuards(New, Open)).Code);
        Assert.Single(table.FindByTrigger(New, Open));
        Assert.True(table.Ignores(New, Close));
        Assert.Empty(table.IgnoreGuards(New, Close));
        Assert.Empty(table.IgnoreGuards(Opened, Close));
        Assert.Empty(table.IgnoreGuards("elsewhere", Close));
        Assert.Throws<ArgumentNullException>(() => table.IgnoreGuards(null!, Close));
        Assert.Throws<ArgumentNullException>(() => table.IgnoreGuards(New, null!));
    }

    [Fact]
    public void A_condition_for_ignoring_is_part_of_the_hash()
    {
        var always = Ignoring(t => t.Ignore(Close));
        var guarded = Ignoring(t => t.IgnoreIf<Ticket>(Close, ticket => ticket.Priority == TicketPriority.High, "high"));

        Assert.NotEqual(always.Hash, guarded.Hash);
    }

    [Fact]
    public void Ignoring_both_unconditionally_and_conditionally_throws()
    {
        var exception = Assert.Throws<TransitionTableException>(() => Ignoring(
            t => t.Ignore(Close).IgnoreIf<Ticket>(Close, ticket => ticket.Priority == TicketPriority.High, "high")));

        Assert.Contains("trigger 'Close' is declared at", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    private static TransitionTable<TicketStatus, TicketTrigger> Ignoring(
        Action<StateConfiguration<TicketStatus, TicketTrigger>> declare)
        => TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            declare(t.Configure(New).Permit(Open, Opened));
            t.Terminal(Opened);
        });
}
