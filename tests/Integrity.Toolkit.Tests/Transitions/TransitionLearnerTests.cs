using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.OrderStatus;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionLearnerTests
{
    [Fact]
    public void Transitions_are_counted_most_frequent_first()
    {
        var learner = new TransitionLearner<OrderStatus>();

        learner.Observe(New, Cancelled);
        learner.ObserveTrace([New, Paid, Shipped]);
        learner.ObserveTrace([New, Paid]);

        Assert.Equal(
            [(New, Paid, 2), (New, Cancelled, 1), (Paid, Shipped, 1)], learner.Transitions.Select(x => (x.From, x.To, x.Count)));
    }

    [Fact]
    public void Staying_in_a_state_is_not_a_transition()
    {
        var learner = new TransitionLearner<OrderStatus>();

        learner.Observe(New, New);
        learner.ObserveTrace([New, New, Paid, Paid]);

        Assert.Equal([(New, Paid, 1)], learner.Transitions.Select(x => (x.From, x.To, x.Count)));
    }

    [Fact]
    public void Observed_transitions_become_a_table()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveInitial(New);
        learner.ObserveInitial(Paid);
        learner.ObserveInitial(New);
        learner.Observe(New, Paid);
        learner.Observe(Paid, Shipped);
        learner.Observe(Cancelled, Shipped);

        var table = learner.ToTable("order");

        Assert.Equal("order", table.Name);
        Assert.Equal([New, Paid], table.InitialStates);
        Assert.Equal([Shipped], table.TerminalStates);
        Assert.Equal(
            [(New, Paid), (Paid, Shipped), (Cancelled, Shipped)], table.Transitions.Select(x => (x.From, x.To)));
    }

    [Fact]
    public void A_learned_table_is_equal_to_a_declared_one()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveTrace([New, Paid, Shipped]);

        Assert.Equal(OrderFlow.Table.Hash, learner.ToTable("learnt").Hash);
    }

    [Fact]
    public void A_state_that_only_occurred_as_the_start_is_initial_and_terminal()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveTrace([New]);

        var table = learner.ToTable("order");

        Assert.True(table.IsInitial(New));
        Assert.True(table.IsTerminal(New));
        Assert.Empty(table.Transitions);
    }

    [Fact]
    public void Learning_from_an_empty_trace_throws()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveTrace([]);

        var exception = Assert.Throws<TransitionTableException>(() => learner.ToTable("order"));

        Assert.Contains("call ObserveInitial or ObserveTrace", exception.Message, StringComparison.Ordinal);
        Assert.Empty(learner.Transitions);
    }

    [Fact]
    public void Transitions_without_an_initial_state_throw()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.Observe(New, Paid);

        var exception = Assert.Throws<TransitionTableException>(() => learner.ToTable("order"));

        Assert.Contains("call ObserveInitial or ObserveTrace", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_enum_value_is_named()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveTrace([New, (OrderStatus)42]);

        var exception = Assert.Throws<TransitionTableException>(() => learner.ToTable("order"));

        Assert.StartsWith("state 42 is not defined by OrderStatus;", Assert.Single(exception.Problems));
    }

    [Fact]
    public void Learning_can_continue_after_a_table_was_built()
    {
        var learner = new TransitionLearner<OrderStatus>();
        learner.ObserveTrace([New, Paid]);
        var first = learner.ToTable("order");

        learner.Observe(New, Cancelled);

        Assert.False(first.Permits(New, Cancelled));
        Assert.True(learner.ToTable("order").Permits(New, Cancelled));
    }

    [Fact]
    public void Several_threads_can_observe_concurrently()
    {
        var learner = new TransitionLearner<int>();

        Parallel.For(0, 8_000, i =>
        {
            learner.ObserveInitial(i % 4);
            learner.Observe(i % 4, (i % 4) + 1);
        });

        Assert.Equal([2_000, 2_000, 2_000, 2_000], learner.Transitions.Select(x => x.Count));
        Assert.Equal(4, learner.ToTable("numbers").InitialStates.Count);
    }

    [Fact]
    public void A_trace_with_a_null_state_is_not_learned()
    {
        var learner = new TransitionLearner<string>();

        Assert.Throws<ArgumentNullException>(() => learner.ObserveTrace(["a", "b", null!]));

        Assert.Empty(learner.Transitions);
        Assert.Throws<TransitionTableException>(() => learner.ToTable("doc"));
    }

    [Fact]
    public void Learning_null_states_throws()
    {
        var learner = new TransitionLearner<string>();

        Assert.Throws<ArgumentNullException>(() => learner.ObserveInitial(null!));
        Assert.Throws<ArgumentNullException>(() => learner.Observe(null!, "a"));
        Assert.Throws<ArgumentNullException>(() => learner.Observe("a", null!));
        Assert.Throws<ArgumentNullException>(() => learner.ObserveTrace(null!));
        Assert.Throws<ArgumentNullException>(() => learner.ToTable(null!));
    }
}
