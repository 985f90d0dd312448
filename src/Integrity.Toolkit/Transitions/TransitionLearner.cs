using System.Runtime.InteropServices;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Learns a transition table from what entities really did. Safe to share between threads.
/// </summary>
/// <remarks>
/// Rare moves are often the mistakes a table shall prevent: read <see cref="Transitions"/> before enforcing what was learnt.
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

    /// <summary>Gets what was seen so far, most frequent first, then in the order of the first sight.</summary>
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

    /// <summary>Gets the states that entities were seen to start in, each with how often, in the order of the first sight.</summary>
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

    /// <summary>Notes that an entity started in a state.</summary>
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

    /// <summary>Counts a move. Staying in the same state is none.</summary>
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

    /// <summary>Counts the moves of one entity's life, and its first state as one to start in.</summary>
    /// <param name="states">The states in the order of time; an empty sequence teaches nothing.</param>
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
    /// Creates a table that permits exactly what was seen.
    /// </summary>
    /// <remarks>A state nothing was seen to leave becomes terminal. States nothing leads to are accepted.</remarks>
    /// <param name="name">The name of the table.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="TransitionTableException">Nothing was seen, or states that cannot be in a table.</exception>
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
                name, ["no state was seen at the start of an entity; call Begin or ObserveTrace before ToTable."]);
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
