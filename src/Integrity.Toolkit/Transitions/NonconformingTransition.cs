namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A move, or a beginning, that a table does not permit and that was seen nevertheless.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
/// <param name="IsInitial">Whether entities began in <paramref name="To"/>, and <paramref name="From"/> means nothing.</param>
/// <param name="From">The state that was left.</param>
/// <param name="To">The state that was entered.</param>
/// <param name="Count">How often this was seen.</param>
public readonly record struct NonconformingTransition<TState>(bool IsInitial, TState? From, TState To, long Count)
    where TState : notnull;
