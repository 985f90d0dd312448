namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The conformance of observed transitions to a table: the ones that the table does not permit, and their frequency.
/// </summary>
/// <remarks>
/// Use it before a table is enforced. Guards and reasons are not part of the observations, so a transition conforms if the
/// table has any transition between its two states.
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <example>
/// <code>
/// var conformance = table.CheckConformance(learner.Transitions, learner.InitialStates);
/// foreach (var transition in conformance.OffTable)
/// {
///     Console.WriteLine($"{transition.From} to {transition.To}: {transition.Count}");
/// }
/// </code>
/// </example>
public sealed class TransitionConformance<TState>
    where TState : notnull
{
    private TransitionConformance(IReadOnlyList<NonconformingTransition<TState>> offTable, long conforming)
    {
        OffTable = offTable;
        Conforming = conforming;
    }

    /// <summary>Gets the observed transitions and initial states that the table does not permit, most frequent first.</summary>
    public IReadOnlyList<NonconformingTransition<TState>> OffTable { get; }

    /// <summary>Gets the number of observed transitions and initial states that the table permits.</summary>
    public long Conforming { get; }

    /// <summary>Gets a value indicating whether the table permits everything that was observed.</summary>
    public bool IsValid => OffTable.Count == 0;

    internal static TransitionConformance<TState> Of(
        TransitionTable<TState> table,
        IEnumerable<ObservedTransition<TState>> transitions,
        IEnumerable<KeyValuePair<TState, long>> initialStates)
    {
        var conforming = 0L;
        var off = new List<NonconformingTransition<TState>>();
        foreach (var (state, count) in initialStates)
        {
            Add(table.IsInitial(state), new(isInitial: true, default, state, count));
        }

        foreach (var transition in transitions)
        {
            Add(table.Permits(transition.From, transition.To), new(isInitial: false, transition.From, transition.To, transition.Count));
        }

        return new TransitionConformance<TState>(
            off.OrderByDescending(transition => transition.Count).ToArray().AsReadOnly(), conforming);

        void Add(bool isPermitted, NonconformingTransition<TState> transition)
        {
            if (isPermitted)
            {
                conforming += transition.Count;
            }
            else
            {
                off.Add(transition);
            }
        }
    }
}
