using System.Diagnostics.CodeAnalysis;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Answers for a transition table whose state type is not known at compile time.
/// </summary>
/// <remarks>
/// Implemented by <see cref="TransitionTable{TState}"/> and <see cref="TransitionTable{TState, TTrigger}"/> only. A
/// value of another type than <see cref="StateType"/> is a state the table does not know: it is answered for, like
/// every unknown state, and does not throw.
/// </remarks>
[SuppressMessage("Naming", "CA1716", Justification = "From and To are the words of the field.")]
public interface ITransitionTable
{
    /// <summary>Gets the name of the table.</summary>
    string Name { get; }

    /// <summary>Gets the fingerprint of everything the table permits: 16 lower-case hexadecimal digits.</summary>
    string Hash { get; }

    /// <summary>Gets the type of the states.</summary>
    Type StateType { get; }

    /// <summary>Gets the type of the triggers, or <see langword="null"/> in a table without triggers.</summary>
    Type? TriggerType { get; }

    /// <summary>Gets the states in the order of their declaration.</summary>
    IReadOnlyList<object> States { get; }

    /// <summary>Gets the states an entity may start in.</summary>
    IReadOnlyList<object> InitialStates { get; }

    /// <summary>Gets the states no transition leaves.</summary>
    IReadOnlyList<object> TerminalStates { get; }

    /// <summary>Gets all transitions in the order of their declaration.</summary>
    IReadOnlyList<ITransition> Transitions { get; }

    /// <summary>Gets the conditions that hold for every entity in a state, in the order of their declaration.</summary>
    internal IReadOnlyList<StateInvariant> Invariants { get; }

    /// <summary>Tells whether the table knows a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="States"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool Contains(object state);

    /// <summary>Tells whether an entity may start in a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="InitialStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool IsInitial(object state);

    /// <summary>Tells whether no transition leaves a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><see langword="true"/> if it is one of <see cref="TerminalStates"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    bool IsTerminal(object state);

    /// <summary>Tells whether a transition leads from one state to another, whatever its guard says.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <returns><see langword="true"/> if there is at least one transition.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    bool Permits(object from, object to);

    /// <summary>Finds the transitions that leave a state.</summary>
    /// <param name="from">The state that is left.</param>
    /// <returns>The transitions in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> From(object from);

    /// <summary>Finds the conditions that hold for every entity in a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The conditions in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    internal IReadOnlyList<StateInvariant> InvariantsOf(object state);

    /// <summary>Finds the transitions from one state to another.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The state that is entered.</param>
    /// <returns>The transitions in the order of their declaration; empty if there are none.</returns>
    /// <exception cref="ArgumentNullException">A state is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> Find(object from, object to);

    /// <summary>Finds the transitions of a trigger.</summary>
    /// <param name="from">The state that is left.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>One transition, several with a guard each, or none.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal IReadOnlyList<ITransition> FindByTrigger(object from, object trigger);

    /// <summary>Tells whether a trigger is accepted in a state without any effect, whatever its guards say.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns><see langword="true"/> if the trigger is ignored there.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal bool Ignores(object from, object trigger);

    /// <summary>Finds the conditions of which one must hold for a trigger to be ignored.</summary>
    /// <param name="from">The state.</param>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The guards; empty if the trigger is always ignored there, or never: ask <see cref="Ignores"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    internal IReadOnlyList<TransitionGuard> IgnoreGuards(object from, object trigger);

    /// <summary>Renders a state as it appears in messages, diagrams and the hash.</summary>
    /// <param name="state">The state; the table need not know it.</param>
    /// <returns>The text, independent of the culture.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    string Text(object state);

    /// <summary>Finds the state with a text.</summary>
    /// <param name="text">The text, compared ordinally.</param>
    /// <param name="state">The state, or <see langword="null"/> if no state has this text.</param>
    /// <returns><see langword="true"/> if there is such a state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    internal bool TryParse(string text, [NotNullWhen(true)] out object? state);

    /// <summary>Draws the table as a Mermaid state diagram.</summary>
    /// <param name="current">The state to highlight; <see langword="null"/> or an unknown one highlights none.</param>
    /// <returns>The diagram; the same for the same table.</returns>
    string ToMermaid(object? current);
}
