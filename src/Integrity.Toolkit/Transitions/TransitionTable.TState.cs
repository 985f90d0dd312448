using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// An immutable, thread-safe set of permitted transitions.
/// </summary>
/// <remarks>
/// Create it with <see cref="TransitionTable"/>. Members accept undeclared states: such a state is neither initial nor
/// terminal and has no transitions.
/// </remarks>
/// <typeparam name="TState">The type of the states.</typeparam>
public class TransitionTable<TState> : ITransitionTable
    where TState : notnull
{
    private readonly TableFacts<TState> _facts;
    private readonly TransitionTableIndex<TState> _lookup;
    private readonly IReadOnlyList<object> _states;
    private readonly IReadOnlyList<object> _initialStates;
    private readonly IReadOnlyList<object> _terminalStates;

    internal TransitionTable(TableFacts<TState> facts)
    {
        _facts = facts;
        _lookup = new TransitionTableIndex<TState>(facts);
        _states = Boxed(facts.States);
        _initialStates = Boxed(facts.InitialStates);
        _terminalStates = Boxed(facts.TerminalStates);
        Hash = TableHash.Of(facts);
    }

    /// <inheritdoc/>
    public string Name => _facts.Name;

    /// <inheritdoc/>
    public string Hash { get; }

    /// <summary>Gets the states in the order of their declaration.</summary>
    public IReadOnlyList<TState> States => _facts.States;

    /// <summary>Gets the states in which an entity may be created.</summary>
    public IReadOnlyList<TState> InitialStates => _facts.InitialStates;

    /// <summary>Gets the states that no transition leaves.</summary>
    public IReadOnlyList<TState> TerminalStates => _facts.TerminalStates;

    /// <summary>Gets all transitions in the order of their declaration.</summary>
    public IReadOnlyList<Transition<TState>> Transitions => _facts.Transitions;

    /// <inheritdoc/>
    public IReadOnlyList<StateInvariant> Invariants => _facts.Invariants;

    Type ITransitionTable.StateType => typeof(TState);

    Type? ITransitionTable.TriggerType => TriggerType;

    IReadOnlyList<object> ITransitionTable.States => _states;

    IReadOnlyList<object> ITransitionTable.InitialStates => _initialStates;

    IReadOnlyList<object> ITransitionTable.TerminalStates => _terminalStates;

    IReadOnlyList<ITransition> ITransitionTable.Transitions => Transitions;

    private protected virtual Type? TriggerType => null;

    /// <summary>Returns whether the table contains a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="States"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    public bool Contains(TState state) => _lookup.IndexOf(state) >= 0;

    /// <summary>Returns whether an entity may be created in a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="InitialStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    public bool IsInitial(TState state) => _lookup.IsInitial(state);

    /// <summary>Returns whether a state is terminal: no transition leaves it.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="TerminalStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    public bool IsTerminal(TState state) => _lookup.IsTerminal(state);

    /// <summary>Returns whether the table has a transition from one state to another, regardless of its guard.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <returns><see langword="true"/> if there is at least one transition.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    public bool Permits(TState from, TState to) => _lookup.Permits(from, to);

    /// <summary>Returns the distinct states that may follow a state.</summary>
    /// <param name="from">The state that is left.</param>
    /// <returns>The states in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<TState> Next(TState from) => _lookup.Next(from);

    /// <summary>Returns the invariants of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The invariants in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<StateInvariant> InvariantsOf(TState state) => _lookup.InvariantsOf(state);

    /// <summary>Compares observed transitions with the table.</summary>
    /// <param name="transitions">The transitions, such as <see cref="TransitionLearner{TState}.Transitions"/>.</param>
    /// <param name="initialStates">
    /// The initial states with their frequency, such as <see cref="TransitionLearner{TState}.InitialStates"/>. The default is
    /// none.
    /// </param>
    /// <returns>The conforming and nonconforming transitions.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="transitions"/> is <see langword="null"/>.</exception>
    public TransitionConformance<TState> CheckConformance(
        IEnumerable<ObservedTransition<TState>> transitions, IEnumerable<KeyValuePair<TState, long>>? initialStates = null)
    {
        ArgumentNullException.ThrowIfNull(transitions);

        return TransitionConformance<TState>.Of(this, transitions, initialStates ?? []);
    }

    /// <summary>Renders the table as a Mermaid state diagram.</summary>
    /// <returns>The diagram, which is the same for the same table.</returns>
    public string ToMermaid() => MermaidDiagram.Draw(_facts, _lookup.IndexOf, current: -1);

    /// <summary>Renders the table as a Mermaid state diagram with one state highlighted.</summary>
    /// <param name="current">The state to highlight; an undeclared state highlights none.</param>
    /// <returns>The diagram, which is the same for the same table and state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="current"/> is <see langword="null"/>.</exception>
    public string ToMermaid(TState current) => MermaidDiagram.Draw(_facts, _lookup.IndexOf, _lookup.IndexOf(current));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({States.Count} states, {Transitions.Count} transitions)";

    bool ITransitionTable.Contains(object state) => Is(state, out var known) && Contains(known);

    bool ITransitionTable.IsInitial(object state) => Is(state, out var known) && IsInitial(known);

    bool ITransitionTable.IsTerminal(object state) => Is(state, out var known) && IsTerminal(known);

    bool ITransitionTable.Permits(object from, object to) => Is(from, out var f) & Is(to, out var t) && Permits(f!, t!);

    IReadOnlyList<ITransition> ITransitionTable.From(object from) => Is(from, out var f) ? _lookup.From(f) : [];

    IReadOnlyList<StateInvariant> ITransitionTable.InvariantsOf(object state)
        => Is(state, out var known) ? _lookup.InvariantsOf(known) : [];

    IReadOnlyList<ITransition> ITransitionTable.Find(object from, object to)
        => Is(from, out var f) & Is(to, out var t) ? _lookup.Find(f!, t!) : [];

    IReadOnlyList<ITransition> ITransitionTable.FindByTrigger(object from, object trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return FindBoxed(from, trigger);
    }

    bool ITransitionTable.Ignores(object from, object trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return IgnoresBoxed(from, trigger);
    }

    IReadOnlyList<TransitionGuard> ITransitionTable.IgnoreGuards(object from, object trigger)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(trigger);

        return IgnoreGuardsBoxed(from, trigger);
    }

    string ITransitionTable.Text(object state)
    {
        ArgumentNullException.ThrowIfNull(state);

        return ValueText.Of(state);
    }

    bool ITransitionTable.TryParse(string text, [NotNullWhen(true)] out object? state)
    {
        ArgumentNullException.ThrowIfNull(text);
        state = _lookup.TryParse(text, out var known) ? known : null;

        return state is not null;
    }

    string ITransitionTable.ToMermaid(object? current) => current is TState state ? ToMermaid(state) : ToMermaid();

    private protected virtual IReadOnlyList<ITransition> FindBoxed(object from, object trigger) => [];

    private protected virtual bool IgnoresBoxed(object from, object trigger) => false;

    private protected virtual IReadOnlyList<TransitionGuard> IgnoreGuardsBoxed(object from, object trigger) => [];

    private static bool Is(object value, [NotNullWhen(true)] out TState? state)
    {
        ArgumentNullException.ThrowIfNull(value, nameof(state));
        var matches = value is TState;
        state = matches ? (TState)value : default;

        return matches;
    }

    private static ReadOnlyCollection<object> Boxed(IReadOnlyList<TState> states)
        => states.Cast<object>().ToArray().AsReadOnly();
}
