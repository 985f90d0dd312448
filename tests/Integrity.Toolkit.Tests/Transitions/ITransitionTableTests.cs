using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions;

public sealed class ITransitionTableTests
{
    private static readonly ITransitionTable Table = TicketFlow.Table;
    private static readonly ITransitionTable Pairs = OrderFlow.Table;

    [Fact]
    public void A_table_exposes_its_types()
    {
        Assert.Equal(typeof(TicketStatus), Table.StateType);
        Assert.Equal(typeof(TicketTrigger), Table.TriggerType);
        Assert.Equal(typeof(OrderStatus), Pairs.StateType);
        Assert.Null(Pairs.TriggerType);
        Assert.Equal(TicketFlow.Table.Name, Table.Name);
        Assert.Equal(TicketFlow.Table.Hash, Table.Hash);
    }

    [Fact]
    public void Boxed_states_behave_like_typed_states()
    {
        foreach (var from in Enum.GetValues<TicketStatus>())
        {
            Assert.Equal(TicketFlow.Table.Contains(from), Table.Contains(from));
            Assert.Equal(TicketFlow.Table.IsInitial(from), Table.IsInitial(from));
            Assert.Equal(TicketFlow.Table.IsTerminal(from), Table.IsTerminal(from));
            Assert.Equal(TicketFlow.Table.Transitions.Where(x => x.From == from), Table.From(from));
            foreach (var to in Enum.GetValues<TicketStatus>())
            {
                Assert.Equal(TicketFlow.Table.Permits(from, to), Table.Permits(from, to));
                Assert.Equal(
                    TicketFlow.Table.Transitions.Where(x => x.From == from && x.To == to), Table.Find(from, to));
            }

            foreach (var trigger in Enum.GetValues<TicketTrigger>())
            {
                Assert.Equal(TicketFlow.Table.Find(from, trigger), Table.FindByTrigger(from, trigger));
                Assert.Equal(TicketFlow.Table.Ignores(from, trigger), Table.Ignores(from, trigger));
            }
        }
    }

    [Fact]
    public void The_lists_contain_boxed_states()
    {
        Assert.Equal([New, Opened, Resolved, Escalated, Closed], Table.States.Cast<TicketStatus>());
        Assert.Equal([New], Table.InitialStates.Cast<TicketStatus>());
        Assert.Equal([Closed], Table.TerminalStates.Cast<TicketStatus>());
        Assert.Equal(TicketFlow.Table.Transitions, Table.Transitions);
        Assert.Same(Table.States, Table.States);
    }

    [Fact]
    public void A_transition_exposes_its_boxed_states()
    {
        var transition = Assert.Single(Table.FindByTrigger(New, Close));

        Assert.Equal(New, transition.From);
        Assert.Equal(Closed, transition.To);
        Assert.Equal(Close, transition.Trigger);
        Assert.Equal("Close", transition.TriggerText);
        Assert.Null(transition.Guard);
        Assert.True(transition.RequiresReason);
        Assert.False(transition.IsReentry);
        Assert.Same(transition.From, transition.From);
    }

    [Fact]
    public void A_value_of_another_type_is_an_unknown_state()
    {
        Assert.False(Table.Contains(0));
        Assert.False(Table.IsInitial("New"));
        Assert.False(Table.IsTerminal(4));
        Assert.False(Table.Permits(New, 1));
        Assert.False(Table.Permits(0, Opened));
        Assert.Empty(Table.From(0));
        Assert.Empty(Table.Find(New, 1));
        Assert.Empty(Table.FindByTrigger(New, "Open"));
        Assert.Empty(Table.FindByTrigger(0, Open));
        Assert.False(Table.Ignores(Opened, 0));
        Assert.Equal(Table.ToMermaid(null), Table.ToMermaid(3));
    }

    [Fact]
    public void A_table_without_triggers_finds_none()
    {
        Assert.Empty(Pairs.FindByTrigger(OrderStatus.New, Open));
        Assert.False(Pairs.Ignores(OrderStatus.New, Open));
        Assert.Single(Pairs.Find(OrderStatus.New, OrderStatus.Paid));
    }

    [Fact]
    public void Texts_and_states_are_converted_to_each_other()
    {
        Assert.Equal("Escalated", Table.Text(Escalated));
        Assert.Equal("99", Table.Text((TicketStatus)99));
        Assert.True(Table.TryParse("Escalated", out var state));
        Assert.Equal(Escalated, state);
        Assert.False(Table.TryParse("escalated", out _));
        Assert.False(Table.TryParse("2", out _));
    }

    [Fact]
    public void Texts_do_not_depend_on_the_culture()
    {
        ITransitionTable table = TransitionTable.Create<decimal>("d", t => t
            .Initial(1.5m).Permit(1.5m, -2m).Terminal(-2m));
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");

            Assert.Equal("1.5", table.Text(1.5m));
            Assert.True(table.TryParse("1.5", out _));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_current_state_is_highlighted()
        => Assert.Equal(TicketFlow.Table.ToMermaid(Escalated), Table.ToMermaid(Escalated));

    [Fact]
    public void Querying_boxed_states_allocates_nothing()
    {
        object from = New;
        object to = Opened;
        object trigger = Open;
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Ask();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Ask()
        {
            for (var i = 0; i < 10_000; i++)
            {
                _ = Table.Permits(from, to);
                _ = Table.Find(from, to);
                _ = Table.FindByTrigger(from, trigger);
                _ = Table.Ignores(from, trigger);
                _ = Table.IsInitial(from);
            }
        }
    }

    [Fact]
    public void A_null_argument_throws()
    {
        Assert.Throws<ArgumentNullException>(() => Table.Contains(null!));
        Assert.Throws<ArgumentNullException>(() => Table.IsInitial(null!));
        Assert.Throws<ArgumentNullException>(() => Table.IsTerminal(null!));
        Assert.Throws<ArgumentNullException>(() => Table.Permits(null!, New));
        Assert.Throws<ArgumentNullException>(() => Table.Permits(0, null!));
        Assert.Throws<ArgumentNullException>(() => Table.From(null!));
        Assert.Throws<ArgumentNullException>(() => Table.Find(null!, New));
        Assert.Throws<ArgumentNullException>(() => Table.Find(0, null!));
        Assert.Throws<ArgumentNullException>(() => Table.FindByTrigger(null!, Open));
        Assert.Throws<ArgumentNullException>(() => Table.FindByTrigger(New, null!));
        Assert.Throws<ArgumentNullException>(() => Table.Ignores(null!, Open));
        Assert.Throws<ArgumentNullException>(() => Pairs.Ignores(OrderStatus.New, null!));
        Assert.Throws<ArgumentNullException>(() => Table.Text(null!));
        Assert.Throws<ArgumentNullException>(() => Table.TryParse(null!, out _));
    }
}
