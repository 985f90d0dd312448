namespace Integrity.Toolkit.Transitions;

/// <summary>
/// One way out of an entity's present state.
/// </summary>
public sealed class PossibleTransition
{
    internal PossibleTransition(ITransition transition, TransitionCheck check)
    {
        Transition = transition;
        Check = check;
    }

    /// <summary>Gets the edge of the table: where it leads, by which trigger, and whether it needs a reason.</summary>
    public ITransition Transition { get; }

    /// <summary>Gets whether its guard is met, and if not, why.</summary>
    public TransitionCheck Check { get; }
}

