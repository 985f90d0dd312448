namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>The configuration that a state machine exposes, without the types of the Stateless library.</summary>
/// <param name="States">The states in the order of their configuration, each with its behaviors.</param>
/// <param name="Superstates">The superstate of each state that has one.</param>
/// <param name="StartedIn">The state in which this instance was created: the state of an entity, or an initial state.</param>
/// <param name="MayHideAsyncGuards">Whether the machine may have transitions that it does not expose.</param>
/// <param name="ActingOnEntry">The states with entry actions.</param>
internal sealed record MachineModel<TState, TTrigger>(
    IReadOnlyList<MachineState<TState, TTrigger>> States,
    IReadOnlyDictionary<TState, TState> Superstates,
    TState StartedIn,
    bool MayHideAsyncGuards,
    IReadOnlyList<TState> ActingOnEntry)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly HashSet<TState> _superstates = [.. Superstates.Values];

    private readonly Dictionary<TState, MachineState<TState, TTrigger>> _byState = States.ToDictionary(x => x.State);

    public bool Knows(TState state) => _byState.ContainsKey(state);

    public bool HasSubstates(TState state) => _superstates.Contains(state);

    /// <summary>Returns a state and its superstates, innermost first.</summary>
    public IEnumerable<TState> Chain(TState state)
    {
        yield return state;
        while (Superstates.TryGetValue(state, out var superstate))
        {
            yield return superstate;
            state = superstate;
        }
    }
}
