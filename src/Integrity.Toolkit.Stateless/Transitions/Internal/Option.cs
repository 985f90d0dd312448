namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A behavior of the machine, completed with the declarations about it.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Kind">The kind of the effect.</param>
/// <param name="Guards">The conditions, all of which must be met; empty if the behavior always applies.</param>
/// <param name="Outcomes">The possible destinations; several only if the destination is dynamic.</param>
internal sealed record Option<TState, TTrigger>(
    TTrigger Trigger, BehaviourKind Kind, IReadOnlyList<Condition> Guards, IReadOnlyList<ConditionalDestination<TState>> Outcomes)
    where TState : notnull
    where TTrigger : notnull;
