namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The effect of a trigger, as configured in one state.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Kind">The kind of the effect.</param>
/// <param name="To">The destination; the configured state if the state does not change or the destination is dynamic.</param>
/// <param name="Guards">The conditions, all of which must be met.</param>
internal sealed record MachineBehaviour<TState, TTrigger>(
    TTrigger Trigger, BehaviourKind Kind, TState To, IReadOnlyList<GuardName> Guards)
    where TState : notnull
    where TTrigger : notnull
{
    /// <summary>Gets the name of the destination selector.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Gets the possible destinations from the configuration of the machine, as text; null if not specified.</summary>
    public IReadOnlyList<PossibleDestination>? Possible { get; init; }
}
