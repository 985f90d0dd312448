namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What a trigger does, as configured in one state.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Kind">What it does.</param>
/// <param name="To">The destination; of one that stays or chooses, the state it is configured in.</param>
/// <param name="Guards">The conditions, all of which must hold.</param>
internal sealed record MachineBehaviour<TState, TTrigger>(
    TTrigger Trigger, BehaviourKind Kind, TState To, IReadOnlyList<GuardName> Guards)
    where TState : notnull
    where TTrigger : notnull
{
    /// <summary>Gets the name of what chooses a destination.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Gets the destinations the author of the machine told of, as text; null if there was no word of them.</summary>
    public IReadOnlyList<PossibleDestination>? Possible { get; init; }
}
