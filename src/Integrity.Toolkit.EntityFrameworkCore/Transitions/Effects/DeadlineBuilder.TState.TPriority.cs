using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says how long each priority has in a state.
/// </summary>
/// <typeparam name="TState">The type of the status.</typeparam>
/// <typeparam name="TPriority">The type of the priority.</typeparam>
public sealed class DeadlineBuilder<TState, TPriority>
    where TState : notnull
{
    private readonly List<DeadlineStates> _stages = [];

    internal DeadlineBuilder()
    {
    }

    internal IReadOnlyList<DeadlineStates> Stages => _stages;

    /// <summary>
    /// Gives a state a deadline by the priority.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="spans">The priorities, and how long each has. One that is not named has no deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A priority is missing or named twice, or a span is not positive.</exception>
    public DeadlineBuilder<TState, TPriority> In(TState state, params (TPriority Priority, TimeSpan Span)[] spans)
    {
        ArgumentNullException.ThrowIfNull(state);

        return In([state], spans);
    }

    /// <summary>
    /// Gives several states one deadline: it runs on while the entity moves between them.
    /// </summary>
    /// <param name="states">The states.</param>
    /// <param name="spans">The priorities, and how long each has. One that is not named has no deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A priority is missing or named twice, or a span is not positive.</exception>
    public DeadlineBuilder<TState, TPriority> In(
        IReadOnlyList<TState> states, params (TPriority Priority, TimeSpan Span)[] spans)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(spans);

        _stages.Add(DeadlineStates.For(
            [.. states.Cast<object>()], spans.Select(item => ((object?)item.Priority, item.Span))));
        return this;
    }
}
