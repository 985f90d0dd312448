using System.Runtime.InteropServices;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Derives a transition table from observed transitions. Thread-safe.
/// </summary>
/// <remarks>
/// Rare transitions are often the errors that a table should prevent. Review <see cref="Transitions"/> before you enforce the
/// derived table.
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <example>
/// <code>
/// var learner = new TransitionLearner&lt;OrderStatus&gt;();
/// learner.ObserveTrace([New, Paid, Shipped]);
/// learner.ObserveTrace([New, Cancelled]);
/// var table = learner.ToTable("order");
/// </code>
/// </example>
public sealed class TransitionLearner<TState>
    where TState : notnull
{
    private readonly Lock _lock = new();
    private readonly List<TState> _begun = [];
    private readonly Dictionary<TState, long> _beginnings = [];
    private readonly Dictionary<(TState From, TState To), long> _counts = [];
    private readonly List<(TState From, TState To)> _order = [];

    /// <summary>Gets the observed transitions, most frequent first, then in the order of their first observation.</summary>
    public IReadOnlyList<ObservedTransition<TState>> Transitions
    {
        get
        {
            lock (_lock)
            {
                return InOrderOfSight().OrderByDescending(move => move.Count).ToArray().AsReadOnly();
            }
        }
    }

    /// <summary>Gets the observed initial states with their frequency, in the order of their first observation.</summary>
    public IReadOnlyList<KeyValuePair<TState, long>> InitialStates
    {
        get
        {
            lock (_lock)
            {
                return _begun.Select(state => KeyValuePair.Create(state, _beginnings[state])).ToArray().AsReadOnly();
            }
        }
    }

    /// <summary>Records that an entity was created in a state.</summary>
    /// <param name="first">The state.</param>
    /// <exception cref="ArgumentNullException"><paramref name="first"/> is <see langword="null"/>.</exception>
    public void ObserveInitial(TState first)
    {
        ArgumentNullException.ThrowIfNull(first);
        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_beginnings, first, out var known);
            count++;
            if (!known)
            {
                _begun.Add(first);
            }
        }
    }

    /// <summary>Records a transition. A transition to the same state is not counted.</summary>
    /// <param name="from">The state that was left.</param>
    /// <param name="to">The state that was entered.</param>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public void Observe(TState from, TState to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (EqualityComparer<TState>.Default.Equals(from, to))
        {
            return;
        }

        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (from, to), out var known);
            count++;
            if (!known)
            {
                _order.Add((from, to));
            }
        }
    }

    /// <summary>Records the transitions of one entity, and the first state as its initial state.</summary>
    /// <param name="states">The states in chronological order; an empty sequence records nothing.</param>
    /// <exception cref="ArgumentNullException">The sequence or one of its states is <see langword="null"/>.</exception>
    public void ObserveTrace(IEnumerable<TState> states)
    {
        ArgumentNullException.ThrowIfNull(states);

        var trace = states.ToList();
        foreach (var state in trace)
        {
            ArgumentNullException.ThrowIfNull(state, nameof(states));
        }

        if (trace.Count > 0)
        {
            ObserveInitial(trace[0]);
        }

        foreach (var (from, to) in trace.Zip(trace.Skip(1)))
        {
            Observe(from, to);
        }
    }

    /// <summary>
    /// Creates a table that permits exactly the observed transitions.
    /// </summary>
    /// <remarks>A state that was never left becomes terminal. Unreachable states are accepted.</remarks>
    /// <param name="name">The name of the table.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="TransitionTableException">
    /// No initial state was observed, or the observed states are not valid in a table.
    /// </exception>
    public TransitionTable<TState> ToTable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        TState[] begun;
        ObservedTransition<TState>[] moves;
        lock (_lock)
        {
            begun = [.. _begun];
            moves = [.. InOrderOfSight()];
        }

        if (begun.Length == 0)
        {
            throw new TransitionTableException(
                name, ["no initial state was observed; call ObserveInitial or ObserveTrace before ToTable."]);
        }

        return TransitionTable.Create<TState>(name, t =>
        {
            t.Initial(begun).AllowUnreachable();
            foreach (var move in moves)
            {
                t.Permit(move.From, move.To);
            }

            t.Terminal([.. begun.Concat(moves.Select(x => x.To)).Except(moves.Select(x => x.From))]);
        });
    }

    private IEnumerable<ObservedTransition<TState>> InOrderOfSight()
        => _order.Select(move => new ObservedTransition<TState>(move.From, move.To, _counts[move]));
}
