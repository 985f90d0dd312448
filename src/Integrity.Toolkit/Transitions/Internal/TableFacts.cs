namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The validated content of a table, before its lookups are created.</summary>
internal sealed record TableFacts<TState>(
    string Name,
    IReadOnlyList<TState> States,
    IReadOnlyList<TState> InitialStates,
    IReadOnlyList<TState> TerminalStates,
    IReadOnlyList<Transition<TState>> Transitions,
    IReadOnlyList<(TState From, object Trigger, TransitionGuard? Guard)> Ignored,
    IReadOnlyList<StateInvariant> Invariants)
    where TState : notnull;
