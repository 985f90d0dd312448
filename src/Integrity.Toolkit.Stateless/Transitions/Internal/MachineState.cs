namespace Integrity.Toolkit.Transitions.Internal;

internal sealed record MachineState<TState, TTrigger>(
    TState State, IReadOnlyList<MachineBehaviour<TState, TTrigger>> Behaviours)
    where TState : notnull
    where TTrigger : notnull;
