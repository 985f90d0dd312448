namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Counts how often one state followed another.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <param name="From">The state that was left.</param>
/// <param name="To">The state that was entered.</param>
/// <param name="Count">How often this was seen; at least once.</param>
public readonly record struct ObservedTransition<TState>(TState From, TState To, long Count)
    where TState : notnull;
