namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A table that passed every check, before its lookups are laid out.</summary>
internal sealed record TableFacts<TState>(
    string Name,
    IReadOnlyList<TState> States,
    IReadOnlyList<TState> InitialStates,
    IReadOnlyList<TState> TerminalStates,
    IReadOnlyList<Transition<TState>> Transitions,
    IReadOnlyList<(TState From, object Trigger, TransitionGuard? Guard)> Ignored,
    IReadOnlyList<StateInvariant> Invariants)
    where TState : notnull;
