namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Counts how often one state followed another.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class ObservedTransition<TState>
    where TState : notnull
{
    /// <summary>Creates a value.</summary>
    /// <param name="from">The state that was left.</param>
    /// <param name="to">The state that was entered.</param>
    /// <param name="count">How often this was seen; at least once.</param>
    public ObservedTransition(TState from, TState to, long count)
    {
        From = from;
        To = to;
        Count = count;
    }

    /// <summary>Gets the state that was left.</summary>
    public TState From { get; }

    /// <summary>Gets the state that was entered.</summary>
    public TState To { get; }

    /// <summary>Gets how often this was seen; at least once.</summary>
    public long Count { get; }
}

