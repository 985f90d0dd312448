namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A move, or a beginning, that a table does not permit and that was seen nevertheless.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class NonconformingTransition<TState>
    where TState : notnull
{
    internal NonconformingTransition(bool isInitial, TState? from, TState to, long count)
    {
        IsInitial = isInitial;
        From = from;
        To = to;
        Count = count;
    }

    /// <summary>Gets whether entities were created in <see cref="To"/>; <see cref="From"/> then has no meaning.</summary>
    public bool IsInitial { get; }

    /// <summary>Gets the state that was left.</summary>
    public TState? From { get; }

    /// <summary>Gets the state that was entered.</summary>
    public TState To { get; }

    /// <summary>Gets how often this was seen.</summary>
    public long Count { get; }
}

