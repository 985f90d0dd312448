namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says how far what really happened conforms to a table: what the table would have refused, and how often.
/// </summary>
/// <remarks>
/// For the day before a table is enforced. Guards and reasons are not known of the past, so a move conforms when the table has
/// any transition for its pair of states.
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <example>
/// <code>
/// var conformance = table.ConformanceOf(learner.Moves, learner.Beginnings);
/// foreach (var move in conformance.OffTable)
/// {
///     Console.WriteLine($"{move.From} to {move.To}: {move.Count}");
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

    /// <summary>Gets what the table does not permit, most frequent first.</summary>
    public IReadOnlyList<NonconformingTransition<TState>> OffTable { get; }

    /// <summary>Gets how many moves and beginnings the table permits.</summary>
    public long Conforming { get; }

    /// <summary>Gets a value indicating whether the table permits everything that was seen.</summary>
    public bool IsValid => OffTable.Count == 0;

    internal static TransitionConformance<TState> Of(
        TransitionTable<TState> table,
        IEnumerable<ObservedTransition<TState>> moves,
        IEnumerable<KeyValuePair<TState, long>> beginnings)
    {
        var conforming = 0L;
        var off = new List<NonconformingTransition<TState>>();
        foreach (var (state, count) in beginnings)
        {
            Add(table.IsInitial(state), new(isInitial: true, default, state, count));
        }

        foreach (var move in moves)
        {
            Add(table.Permits(move.From, move.To), new(isInitial: false, move.From, move.To, move.Count));
        }

        return new TransitionConformance<TState>(
            off.OrderByDescending(move => move.Count).ToArray().AsReadOnly(), conforming);

        void Add(bool isPermitted, NonconformingTransition<TState> move)
        {
            if (isPermitted)
            {
                conforming += move.Count;
            }
            else
            {
                off.Add(move);
            }
        }
    }
}
