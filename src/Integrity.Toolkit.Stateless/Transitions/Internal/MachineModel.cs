namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>What a state machine tells about itself, without the types of the library it was built with.</summary>
/// <param name="States">The states in the order they became known, each with the behaviours configured in it.</param>
/// <param name="Superstates">The superstate of each state that has one.</param>
/// <param name="StartedIn">The state this instance was made in: that of an entity, or the start of the process.</param>
/// <param name="MayHideAsyncGuards">Whether there may be transitions that the machine does not tell of.</param>
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

    /// <summary>A state and its superstates, innermost first.</summary>
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
