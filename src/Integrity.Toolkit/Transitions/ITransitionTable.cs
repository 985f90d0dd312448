using System.Diagnostics.CodeAnalysis;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A transition table whose state type is unknown at compile time.
/// </summary>
/// <remarks>
/// Implemented by <see cref="TransitionTable{TState}"/> and <see cref="TransitionTable{TState, TTrigger}"/> only. A
/// value of a type other than <see cref="StateType"/> is treated as an undeclared state and does not throw.
/// </remarks>
[SuppressMessage("Naming", "CA1716", Justification = "From and To are the words of the field.")]
public interface ITransitionTable
{
    /// <summary>Gets the name of the table.</summary>
    string Name { get; }

    /// <summary>Gets the fingerprint of everything that the table permits: 16 lower-case hexadecimal digits.</summary>
    string Hash { get; }

    /// <summary>Gets the type of the states.</summary>
    Type StateType { get; }

    /// <summary>Gets the type of the triggers, or <see langword="null"/> in a table without triggers.</summary>
    Type? TriggerType { get; }

    /// <summary>Gets the states in the order of their declaration.</summary>
    IReadOnlyList<object> States { get; }

    /// <summary>Gets the states in which an entity may be created.</summary>
    IReadOnlyList<object> InitialStates { get; }

    /// <summary>Gets the states that no transition leaves.</summary>
    IReadOnlyList<object> TerminalStates { get; }

    /// <summary>Gets all transitions in the order of their declaration.</summary>
    IReadOnlyList<ITransition> Transitions { get; }

    /// <summary>Gets the invariants of all states, in the order of their declaration.</summary>
    internal IReadOnlyList<StateInvariant> Invariants { get; }

    /// <summary>Returns whether the table contains a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="States"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool Contains(object state);

    /// <summary>Returns whether an entity may be created in a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="InitialStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool IsInitial(object state);

    /// <summary>Returns whether a state is terminal: no transition leaves it.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="TerminalStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool IsTerminal(object state);

    /// <summary>Returns whether the table has a transition from one state to another, regardless of its guard.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <returns><see langword="true"/> if there is at least one transition.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    bool Permits(object from, object to);

    /// <summary>Returns the transitions that leave a state.</summary>
    /// <param name="from">The state that is left.</param>
    /// <returns>The transitions in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> From(object from);

    /// <summary>Returns the invariants of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The invariants in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    internal IReadOnlyList<StateInvariant> InvariantsOf(object state);

    /// <summary>Returns the transitions from one state to another.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <returns>The transitions in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> Find(object from, object to);

    /// <summary>Returns the transitions of a trigger.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>One transition, several transitions with a guard each, or none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> FindByTrigger(object from, object trigger);

    /// <summary>Returns whether a trigger is ignored in a state, regardless of its guards.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns><see langword="true"/> if the trigger is ignored in the state.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal bool Ignores(object from, object trigger);

    /// <summary>Returns the guards under which a trigger is ignored; one of them must be met.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The guards; empty if the trigger is always or never ignored in the state, see <see cref="Ignores"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal IReadOnlyList<TransitionGuard> IgnoreGuards(object from, object trigger);

    /// <summary>Renders a state as it appears in messages, diagrams and the hash.</summary>
    /// <param name="state">The state, which may be undeclared.</param>
    /// <returns>The text, independent of the culture.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    string Text(object state);

    /// <summary>Finds the state with the specified text.</summary>
    /// <param name="text">The text, compared ordinally.</param>
    /// <param name="state">The state, or <see langword="null"/> if no state has this text.</param>
    /// <returns><see langword="true"/> if a state has this text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    internal bool TryParse(string text, [NotNullWhen(true)] out object? state);

    /// <summary>Renders the table as a Mermaid state diagram.</summary>
    /// <param name="current">The state to highlight; <see langword="null"/> or an undeclared state highlights none.</param>
    /// <returns>The diagram, which is the same for the same table.</returns>
    string ToMermaid(object? current);
}
