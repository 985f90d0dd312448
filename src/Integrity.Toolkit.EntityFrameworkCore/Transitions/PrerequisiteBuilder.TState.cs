namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Limits a prerequisite to some of the moves into its state.
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

    /// <summary>Limits it to moves out of some states: a new entity that begins in the state needs nothing then.</summary>
    /// <param name="states">The states that are left.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The table does not know a state.</exception>
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

    /// <summary>Limits it to moves by some triggers.</summary>
    /// <remarks>A status that is assigned counts as moved by each trigger that leads there.</remarks>
    /// <typeparam name="TTrigger">The type of the table's triggers.</typeparam>
    /// <param name="triggers">The triggers.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The table does not have a trigger.</exception>
    public PrerequisiteBuilder<TState> OnlyBy<TTrigger>(params TTrigger[] triggers)
        where TTrigger : notnull
    {
        ArgumentNullException.ThrowIfNull(triggers);

        foreach (var trigger in triggers)
        {
            if (!_table.Transitions.Any(edge => Equals(edge.Trigger, trigger)))
            {
                throw new ArgumentException(
                    $"The table '{_table.Name}' has no trigger '{trigger}', to which a prerequisite is limited.", nameof(triggers));
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
                $"The table '{_table.Name}' does not know the state '{_table.Text(state)}', to which a prerequisite belongs.",
                nameof(state));
        }
    }
}
