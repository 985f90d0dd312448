using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableTests
{
    [Fact]
    public void A_table_lists_its_states_in_declaration_order()
    {
        var table = TicketFlow.Table;

        Assert.Equal("ticket", table.Name);
        Assert.Equal([New, Opened, Resolved, Escalated, Closed], table.States);
        Assert.Equal([New], table.InitialStates);
        Assert.Equal([Closed], table.TerminalStates);
        Assert.True(table.IsInitial(New));
        Assert.False(table.IsInitial(Opened));
        Assert.True(table.IsTerminal(Closed));
        Assert.False(table.IsTerminal(New));
    }

    [Fact]
    public void A_table_permits_exactly_the_declared_transitions()
    {
        var table = TicketFlow.Table;

        var permitted = from x in table.States from y in table.States where table.Permits(x, y) select (x, y);

        Assert.Equal(
            [
                (New, Opened), (New, Closed), (Opened, Opened), (Opened, Resolved), (Opened, Escalated),
                (Opened, Closed), (Resolved, Closed), (Escalated, Closed),
            ],
            permitted);
    }

    [Fact]
    public void Next_lists_each_following_state_once()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit(Close, Closed).Permit(Resolve, Closed);
        });

        Assert.Equal([Closed], table.Next(New));
        Assert.Empty(table.Next(Closed));
        Assert.Same(table.Next(New), table.Next(New));
    }

    [Fact]
    public void A_trigger_leads_to_its_transition()
    {
        var transition = Assert.Single(TicketFlow.Table.Find(Opened, Escalate));

        Assert.Equal(Opened, transition.From);
        Assert.Equal(Escalated, transition.To);
        Assert.Equal(Escalate, transition.Trigger);
        Assert.Equal("Escalate", transition.TriggerText);
        Assert.Equal("priority.high", transition.Guard!.Code);
        Assert.False(transition.RequiresReason);
        Assert.False(transition.IsReentry);
        Assert.Equal("Opened to Escalated by Escalate if priority.high", transition.ToString());
    }

    [Fact]
    public void A_reentry_leaves_and_enters_the_same_state()
    {
        var transition = Assert.Single(TicketFlow.Table.Find(Opened, Reassign));

        Assert.True(transition.IsReentry);
        Assert.Equal(transition.From, transition.To);
        Assert.True(TicketFlow.Table.Permits(Opened, Opened));
        Assert.False(TicketFlow.Table.Permits(New, New));
    }

    [Fact]
    public void An_ignored_trigger_is_not_a_transition()
    {
        var table = TicketFlow.Table;

        Assert.True(table.Ignores(Opened, Open));
        Assert.False(table.Ignores(New, Open));
        Assert.Empty(table.Find(Opened, Open));
        Assert.DoesNotContain(Open, table.PermittedTriggers(Opened));
    }

    [Fact]
    public void A_terminal_state_can_ignore_a_trigger()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit(Close, Closed);
            t.Configure(Closed).Ignore(Close).Ignore(Reassign);
        });

        Assert.True(table.Ignores(Closed, Close));
        Assert.Equal([Close, Reassign], table.Triggers);
    }

    [Fact]
    public void Permitted_triggers_include_outgoing_transitions_and_reentries()
    {
        var table = TicketFlow.Table;

        Assert.Equal([Open, Resolve, Escalate, Reassign, Close], table.Triggers);
        Assert.Equal([Open, Close], table.PermittedTriggers(New));
        Assert.Equal([Resolve, Escalate, Reassign, Close], table.PermittedTriggers(Opened));
        Assert.Empty(table.PermittedTriggers(Closed));
    }

    [Fact]
    public void A_trigger_can_lead_to_several_states_by_guards()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).Terminal(Escalated, Closed);
            t.Configure(New)
                .PermitIf<Ticket>(Resolve, Escalated, x => x.Priority == TicketPriority.High, "priority.high")
                .PermitIf<Ticket>(Resolve, Closed, x => x.Priority != TicketPriority.High, "priority.normal")
                .PermitReentryIf<Ticket>(Reassign, x => x.Priority == TicketPriority.High, "priority.high");
        });

        Assert.Equal([Escalated, Closed], table.Find(New, Resolve).Select(x => x.To));
        Assert.True(Assert.Single(table.Find(New, Reassign)).IsReentry);
    }

    [Fact]
    public void A_table_without_triggers_permits_pairs()
    {
        var table = TransitionTable.Create<OrderStatus>("order", t => t
            .Initial(OrderStatus.New)
            .PermitIf<Ticket>(OrderStatus.New, OrderStatus.Paid, x => x.Priority == TicketPriority.High, "high")
            .PermitReentry(OrderStatus.Paid, requiresReason: true)
            .PermitReentryIf<Ticket>(OrderStatus.New, x => x.Priority == TicketPriority.High, "priority.high")
            .Permit(OrderStatus.Paid, OrderStatus.Shipped, requiresReason: true)
            .Terminal(OrderStatus.Shipped));

        Assert.True(table.Permits(OrderStatus.New, OrderStatus.Paid));
        Assert.False(table.Permits(OrderStatus.New, OrderStatus.Shipped));
        Assert.All(table.Transitions, x => Assert.Null(x.Trigger));
        Assert.All(table.Transitions, x => Assert.Null(x.TriggerText));
        Assert.Equal([false, true, false, true], table.Transitions.Select(x => x.RequiresReason));
        Assert.Equal([false, true, true, false], table.Transitions.Select(x => x.IsReentry));
        Assert.Equal("order (3 states, 4 transitions)", table.ToString());
    }

    [Fact]
    public void The_default_value_is_a_state_like_any_other()
    {
        var enums = TransitionTable.Create<OrderStatus>("order", t => t.Initial(0).Terminal(0));
        var numbers = TransitionTable.Create<int>("number", t => t.Initial(1).Permit(1, 0).Permit(0, 2).Terminal(2));

        Assert.True(enums.IsInitial(default));
        Assert.True(enums.IsTerminal(default));
        Assert.True(numbers.Permits(1, 0));
        Assert.True(numbers.Permits(0, 2));
        Assert.False(numbers.IsInitial(0));
    }

    [Fact]
    public void Querying_an_undeclared_state_does_not_throw()
    {
        var table = TicketFlow.Table;
        var unknown = (TicketStatus)99;

        Assert.False(table.Contains(unknown));
        Assert.False(table.IsInitial(unknown));
        Assert.False(table.IsTerminal(unknown));
        Assert.False(table.Permits(unknown, Closed));
        Assert.False(table.Permits(New, unknown));
        Assert.False(table.Permits(unknown, unknown));
        Assert.False(table.Ignores(unknown, Open));
        Assert.Empty(table.Next(unknown));
        Assert.Empty(table.Find(unknown, Close));
        Assert.Empty(table.PermittedTriggers(unknown));
    }

    [Fact]
    public void An_undeclared_enum_member_is_unknown()
    {
        Assert.False(OrderFlow.Table.Contains(OrderStatus.Cancelled));
        Assert.True(OrderFlow.Table.Contains(OrderStatus.Paid));
    }

    [Fact]
    public void Text_states_are_compared_ordinally()
    {
        var table = TransitionTable.Create<string, string>("doc", t =>
        {
            t.Initial("draft").Terminal("Draft");
            t.Configure("draft").Permit("publish", "Draft");
        });

        Assert.True(table.Permits("draft", "Draft"));
        Assert.False(table.Permits("Draft", "draft"));
        Assert.False(table.Contains("DRAFT"));
        Assert.Single(table.Find("draft", "publish"));
        Assert.Empty(table.Find("draft", "Publish"));
    }

    [Fact]
    public void The_lists_of_a_table_are_read_only()
    {
        var table = TicketFlow.Table;

        Assert.Throws<NotSupportedException>(() => ((IList<TicketStatus>)table.States)[0] = Closed);
        Assert.Throws<NotSupportedException>(() => ((IList<TicketStatus>)table.InitialStates)[0] = Closed);
        Assert.Throws<NotSupportedException>(() => ((IList<TicketStatus>)table.TerminalStates)[0] = New);
        Assert.Throws<NotSupportedException>(() => ((IList<TicketStatus>)table.Next(New))[0] = New);
        Assert.Throws<NotSupportedException>(() => ((IList<TicketTrigger>)table.Triggers)[0] = Close);
        Assert.Throws<NotSupportedException>(() => ((IList<TicketTrigger>)table.PermittedTriggers(New))[0] = Close);
        Assert.Throws<NotSupportedException>(() => ((IList<Transition<TicketStatus>>)table.Transitions).Clear());
        Assert.Throws<NotSupportedException>(() => ((IList<Transition<TicketStatus>>)table.Find(New, Open)).Clear());
    }

    [Fact]
    public void A_null_state_or_trigger_throws()
    {
        var table = TransitionTable.Create<string, string>("doc", t =>
        {
            t.Initial("a").Terminal("b");
            t.Configure("a").Permit("go", "b");
        });

        Assert.Throws<ArgumentNullException>(() => table.Contains(null!));
        Assert.Throws<ArgumentNullException>(() => table.IsInitial(null!));
        Assert.Throws<ArgumentNullException>(() => table.IsTerminal(null!));
        Assert.Throws<ArgumentNullException>(() => table.Permits(null!, "b"));
        Assert.Throws<ArgumentNullException>(() => table.Permits("a", null!));
        Assert.Throws<ArgumentNullException>(() => table.Next(null!));
        Assert.Throws<ArgumentNullException>(() => table.PermittedTriggers(null!));
        Assert.Throws<ArgumentNullException>(() => table.Find(null!, "go"));
        Assert.Throws<ArgumentNullException>(() => table.Find("a", null!));
        Assert.Throws<ArgumentNullException>(() => table.Ignores(null!, "go"));
        Assert.Throws<ArgumentNullException>(() => table.Ignores("a", null!));
        Assert.Throws<ArgumentNullException>(() => table.ToMermaid(null!));
    }
}
