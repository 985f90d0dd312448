namespace Integrity.Toolkit.Transitions;

public sealed class TransitionConformanceTests
{
    private static readonly TransitionTable<string> Table = TransitionTable.Create<string>("t", t => t
        .Initial("new").Permit("new", "open").Permit("open", "closed").Terminal("closed"));

    [Fact]
    public void Transitions_missing_from_the_table_are_counted_most_frequent_first()
    {
        var learner = new TransitionLearner<string>();
        learner.ObserveTrace(["new", "open", "closed"]);
        learner.ObserveTrace(["new", "closed", "open"]);
        learner.ObserveTrace(["open", "new"]);
        learner.ObserveTrace(["new", "closed"]);

        var conformance = Table.CheckConformance(learner.Transitions, learner.InitialStates);

        Assert.False(conformance.IsValid);
        Assert.Equal(5, conformance.Conforming);
        Assert.Equal<(bool, string?, string, long)>(
            [
                (false, "new", "closed", 2),
                (true, null, "open", 1),
                (false, "closed", "open", 1),
                (false, "open", "new", 1),
            ],
            conformance.OffTable.Select(x => (x.IsInitial, x.From, x.To, x.Count)));
    }

    [Fact]
    public void Permitted_transitions_conform_regardless_of_their_guards()
    {
        var guarded = TransitionTable.Create<string>("t", t => t
            .Initial("new").PermitIf<object>("new", "open", _ => false, "never", requiresReason: true).Terminal("open"));

        var conformance = guarded.CheckConformance([new ObservedTransition<string>("new", "open", 7)]);

        Assert.True(conformance.IsValid);
        Assert.Equal(7, conformance.Conforming);
    }

    [Fact]
    public void Initial_states_are_counted_in_order_of_first_occurrence()
    {
        var learner = new TransitionLearner<string>();
        learner.ObserveInitial("b");
        learner.ObserveTrace(["a", "b"]);
        learner.ObserveInitial("b");

        Assert.Equal([KeyValuePair.Create("b", 2L), KeyValuePair.Create("a", 1L)], learner.InitialStates);
    }

    [Fact]
    public void A_null_argument_throws()
    {
        Assert.Throws<ArgumentNullException>(() => Table.CheckConformance(null!));
    }
}
