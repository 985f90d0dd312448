namespace Integrity.Toolkit.Transitions;

/// <summary>
/// An observed transition or initial state that a table does not permit.
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

    /// <summary>Gets whether entities were created in <see cref="To"/>; <see cref="From"/> is then undefined.</summary>
    public bool IsInitial { get; }

    /// <summary>Gets the state that was left.</summary>
    public TState? From { get; }

    /// <summary>Gets the state that was entered.</summary>
    public TState To { get; }

    /// <summary>Gets the number of observations.</summary>
    public long Count { get; }
}

