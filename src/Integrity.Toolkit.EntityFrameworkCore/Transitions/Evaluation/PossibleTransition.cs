namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One way out of an entity's present state.
/// </summary>
/// <param name="Transition">The edge of the table: where it leads, by which trigger, and whether it needs a reason.</param>
/// <param name="Check">Whether its guard is met, and if not, why.</param>
public sealed record PossibleTransition(ITransition Transition, TransitionCheck Check);
