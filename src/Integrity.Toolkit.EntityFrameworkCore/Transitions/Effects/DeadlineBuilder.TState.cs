using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Configures the deadlines of states.
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
    /// Specifies the deadline of a state.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="span">The time span from the entry into the state to the deadline.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="span"/> is not positive.</exception>
    public DeadlineBuilder<TState> In(TState state, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(state);

        return In([state], span);
    }

    /// <summary>
    /// Specifies a common deadline of several states: it continues while the entity changes between them.
    /// </summary>
    /// <param name="states">The states.</param>
    /// <param name="span">The time span from the entry into the first of them to the deadline.</param>
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
