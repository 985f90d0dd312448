namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>A behaviour of the machine, completed by what was said of it.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Guards">The conditions, all of which must hold; none if it always holds.</param>
/// <param name="Outcomes">Where it may lead; several only where it chooses.</param>
internal sealed record Option<TState, TTrigger>(
    TTrigger Trigger, BehaviourKind Kind, IReadOnlyList<Condition> Guards, IReadOnlyList<ConditionalDestination<TState>> Outcomes)
    where TState : notnull
    where TTrigger : notnull;
