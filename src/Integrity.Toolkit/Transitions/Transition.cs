using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A permitted transition.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class Transition<TState> : ITransition
    where TState : notnull
{
    private readonly object _from;
    private readonly object _to;

    internal Transition(TState from, TState to, object? trigger, TransitionGuard? guard, bool requiresReason)
    {
        From = from;
        To = to;
        _from = from;
        _to = to;
        Trigger = trigger;
        TriggerText = trigger is null ? null : ValueText.Of(trigger);
        Guard = guard;
        RequiresReason = requiresReason;
        IsReentry = EqualityComparer<TState>.Default.Equals(from, to);
    }

    /// <summary>Gets the state that is left.</summary>
    public TState From { get; }

    /// <summary>Gets the state that is entered.</summary>
    public TState To { get; }

    /// <inheritdoc/>
    public object? Trigger { get; }

    /// <inheritdoc/>
    public string? TriggerText { get; }

    /// <inheritdoc/>
    public TransitionGuard? Guard { get; }

    /// <inheritdoc/>
    public bool RequiresReason { get; }

    /// <inheritdoc/>
    public bool IsReentry { get; }

    object ITransition.From => _from;

    object ITransition.To => _to;

    /// <inheritdoc/>
    public override string ToString()
    {
        var trigger = TriggerText is null ? "" : $" by {TriggerText}";
        var guard = Guard is null ? "" : $" if {Guard.Code}";

        return $"{ValueText.Of(From)} to {ValueText.Of(To)}{trigger}{guard}";
    }
}
