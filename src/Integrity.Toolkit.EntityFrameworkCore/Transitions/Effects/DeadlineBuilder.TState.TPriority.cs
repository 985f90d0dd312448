using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures the deadlines of states by priority.
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
    /// Specifies the deadline of a state by priority.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="spans">The priorities with the time span of each. Other priorities have no deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A priority is <see langword="null"/> or specified twice, or a span is not positive.
    /// </exception>
    public DeadlineBuilder<TState, TPriority> In(TState state, params (TPriority Priority, TimeSpan Span)[] spans)
    {
        ArgumentNullException.ThrowIfNull(state);

        return In([state], spans);
    }

    /// <summary>
    /// Specifies a common deadline of several states by priority: it continues while the entity changes between them.
    /// </summary>
    /// <param name="states">The states.</param>
    /// <param name="spans">The priorities with the time span of each. Other priorities have no deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A priority is <see langword="null"/> or specified twice, or a span is not positive.
    /// </exception>
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
