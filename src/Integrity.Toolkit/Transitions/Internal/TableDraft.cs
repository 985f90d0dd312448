using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Collects the declarations of a table, in their order, until it is built.</summary>
internal sealed class TableDraft<TState>(string name)
    where TState : notnull
{
    private readonly List<TState> _states = [];
    private readonly HashSet<TState> _known = [];
    private readonly List<TState> _initial = [];
    private readonly List<TState> _terminal = [];
    private readonly List<TState> _excepted = [];
    private readonly List<DraftTransition<TState>> _declared = [];
    private readonly List<DraftInvariant<TState>> _invariants = [];
    private bool _closed;

    public string Name => name;

    public IReadOnlyList<TState> States => _states;

    public IReadOnlyList<TState> Initial => _initial;

    public IReadOnlyList<TState> Terminal => _terminal;

    public IReadOnlyList<TState> Excepted => _excepted;

    public IReadOnlyList<DraftTransition<TState>> Declared => _declared;

    public IReadOnlyList<DraftInvariant<TState>> Invariants => _invariants;

    public bool UnreachableAllowed { get; private set; }

    public void StartIn(TState[] states) => Collect(states, _initial);

    public void EndIn(TState[] states) => Collect(states, _terminal);

    public void AllowUnreachable()
    {
        ThrowIfClosed();
        UnreachableAllowed = true;
    }

    public void Declare(TState state)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(state);
        if (_known.Add(state))
        {
            _states.Add(state);
        }
    }

    public IReadOnlySet<TState> Except(TState[] states)
    {
        ThrowIfClosed();
        ThrowIfAnyNull(states);
        _excepted.AddRange(states);

        return states.ToHashSet();
    }

    public void Add(DraftTransition<TState> transition)
    {
        if (transition.Except is null)
        {
            Declare(transition.From);
        }

        Declare(transition.To);
        _declared.Add(transition);
    }

    public void Hold<TEntity>(
        TState state, Expression<Func<TEntity, bool>> condition, string code, string? description, SourceLocation place)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(code);
        _invariants.Add(new DraftInvariant<TState>(state, condition, code, description, place));
    }

    public TableFacts<TState> Build(Action declare)
    {
        try
        {
            declare();
        }
        finally
        {
            _closed = true;
        }

        return DraftResolution.Resolve(this);
    }

    private void Collect(TState[] states, List<TState> into)
    {
        ThrowIfAnyNull(states);
        foreach (var state in states)
        {
            Declare(state);
        }

        into.AddRange(states.Except(into));
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw new InvalidOperationException(
                $"Transition table '{name}' has been built. Declare everything inside TransitionTable.Create.");
        }
    }

    private static void ThrowIfAnyNull(TState[] states)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var state in states)
        {
            ArgumentNullException.ThrowIfNull(state, nameof(states));
        }
    }
}
