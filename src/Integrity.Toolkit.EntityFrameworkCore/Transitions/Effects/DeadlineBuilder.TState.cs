using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Says how long something may stay in a state.
/// </summary>
/// <typeparam name="TState">The type of the status.</typeparam>
public sealed class DeadlineBuilder<TState>
    where TState : notnull
{
    private readonly List<DeadlineStates> _stages = [];

    internal DeadlineBuilder()
    {
    }

    internal IReadOnlyList<DeadlineStates> Stages => _stages;

    /// <summary>
    /// Gives a state a deadline.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="span">How long after it is entered.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> is not positive.</exception>
    public DeadlineBuilder<TState> In(TState state, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(state);

        return In([state], span);
    }

    /// <summary>
    /// Gives several states one deadline: it runs on while the entity moves between them.
    /// </summary>
    /// <param name="states">The states.</param>
    /// <param name="span">How long after the first of them is entered.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="states"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> is not positive.</exception>
    public DeadlineBuilder<TState> In(IReadOnlyList<TState> states, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(states);

        _stages.Add(DeadlineStates.For([.. states.Cast<object>()], span));
        return this;
    }
}
