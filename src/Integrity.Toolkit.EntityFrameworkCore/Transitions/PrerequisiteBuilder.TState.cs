namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Limits a prerequisite to some of the transitions into its state.
/// </summary>
/// <typeparam name="TState">The type of the status.</typeparam>
public sealed class PrerequisiteBuilder<TState>
    where TState : notnull
{
    private readonly ITransitionTable _table;
    private readonly List<object> _states = [];
    private readonly List<object> _triggers = [];

    internal PrerequisiteBuilder(ITransitionTable table) => _table = table;

    internal IReadOnlyList<object> States => _states;

    internal IReadOnlyList<object> Triggers => _triggers;

    /// <summary>
    /// Limits the prerequisite to transitions from some states. It then does not apply to a new entity that is created in the
    /// state.
    /// </summary>
    /// <param name="states">The states before the transition.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="states"/> or one of the states is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The table does not contain a state.</exception>
    public PrerequisiteBuilder<TState> OnlyFrom(params TState[] states)
    {
        ArgumentNullException.ThrowIfNull(states);

        foreach (var state in states)
        {
            EnsureState(state);
            _states.Add(state);
        }

        return this;
    }

    /// <summary>Limits the prerequisite to transitions by some triggers.</summary>
    /// <remarks>A status that is assigned counts as changed by every trigger that leads to the state.</remarks>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="triggers">The triggers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="triggers"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The table does not contain a trigger.</exception>
    public PrerequisiteBuilder<TState> OnlyBy<TTrigger>(params TTrigger[] triggers)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(triggers);

        foreach (var trigger in triggers)
        {
            if (!_table.Transitions.Any(edge => Equals(edge.Trigger, trigger)))
            {
                throw new ArgumentException(
                    $"The table '{_table.Name}' does not contain the trigger '{trigger}' that a prerequisite is limited to. Add "
                    + "it to the table, or remove it from OnlyBy.",
                    nameof(triggers));
            }

            _triggers.Add(trigger);
        }

        return this;
    }

    internal void EnsureState(TState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!_table.Contains(state))
        {
            throw new ArgumentException(
                $"The table '{_table.Name}' does not contain the state '{_table.Text(state)}' of a prerequisite. Add it to the "
                + "table, or remove it from the prerequisite.",
                nameof(state));
        }
    }
}
