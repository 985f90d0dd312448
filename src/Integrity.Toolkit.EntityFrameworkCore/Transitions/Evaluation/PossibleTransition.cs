namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A transition that starts from the current state of an entity.
/// </summary>
public sealed class PossibleTransition
{
    internal PossibleTransition(ITransition transition, TransitionCheck check)
    {
        Transition = transition;
        Check = check;
    }

    /// <summary>Gets the transition of the table: its states, its trigger, and whether it requires a reason.</summary>
    public ITransition Transition { get; }

    /// <summary>Gets whether the transition is permitted for the entity, and the violations if it is not.</summary>
    public TransitionCheck Check { get; }
}

