namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The declaration of a transition or an ignored trigger; from any state if Except is set.</summary>
internal sealed record DraftTransition<TState>(TState From, TState To, DraftKind Kind, SourceLocation Place)
    where TState : notnull
{
    public object? Trigger { get; init; }

    public TransitionGuard? Guard { get; init; }

    public bool RequiresReason { get; init; }

    public IReadOnlySet<TState>? Except { get; init; }

    /// <summary>Gets the key that must be unique: the trigger, or the pair of states in a table without triggers.</summary>
    public (TState From, object On) Key => (From, Trigger ?? To);

    public bool IsSelf => EqualityComparer<TState>.Default.Equals(From, To);
}
