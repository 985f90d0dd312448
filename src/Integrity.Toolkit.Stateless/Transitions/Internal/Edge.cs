namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The effect of a trigger in a state of the table.</summary>
internal sealed record Edge<TState, TTrigger>(
    TState From, TTrigger Trigger, EdgeKind Kind, TState To, TransitionGuard? Guard)
    where TState : notnull
    where TTrigger : notnull
{
    public bool IsExit => Kind == EdgeKind.Permit;
}
