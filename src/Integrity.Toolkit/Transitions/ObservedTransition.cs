namespace Integrity.Toolkit.Transitions;

/// <summary>
/// An observed transition between two states, and its number of observations.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class ObservedTransition<TState>
    where TState : notnull
{
    /// <summary>Creates an observed transition.</summary>
    /// <param name="from">The state that was left.</param>
    /// <param name="to">The state that was entered.</param>
    /// <param name="count">The number of observations; at least one.</param>
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

    /// <summary>Gets the number of observations; at least one.</summary>
    public long Count { get; }
}

