using Stateless;
using Stateless.Reflection;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Reads the configuration that a machine exposes.</summary>
internal static class MachineReader
{
    public static MachineModel<TState, TTrigger> Read<TState, TTrigger>(StateMachine<TState, TTrigger> machine)
        where TState : notnull
        where TTrigger : notnull
    {
        var info = machine.GetInfo();
        var states = info.States.ToList();

        return new MachineModel<TState, TTrigger>(
            [.. states.Select(state => new MachineState<TState, TTrigger>(
                State<TState>(state), [.. Behaviours<TState, TTrigger>(state)]))],
            states.Where(state => state.Superstate is not null).ToDictionary(State<TState>, x => State<TState>(x.Superstate)),
            State<TState>(info.InitialState),
            HasAsyncGuards<TState, TTrigger>() && !states.Exists(TellsOfAsyncGuards),
            [.. states.Where(state => state.EntryActions.Any()).Select(State<TState>)]);
    }

    private static TState State<TState>(StateInfo state) => (TState)state.UnderlyingState;

    private static IEnumerable<MachineBehaviour<TState, TTrigger>> Behaviours<TState, TTrigger>(StateInfo state)
        where TState : notnull
        where TTrigger : notnull
    {
        var self = State<TState>(state);
        var ignored = state.IgnoredTriggers.Select(x => Behaviour<TState, TTrigger>(x, BehaviourKind.Stay, self));
        var constant = state.FixedTransitions.Select(x => Behaviour<TState, TTrigger>(
            x,
            x.IsInternalTransition ? BehaviourKind.Stay
                : Equals(x.DestinationState.UnderlyingState, self) ? BehaviourKind.Reentry : BehaviourKind.Permit,
            State<TState>(x.DestinationState)));
        var chosen = state.DynamicTransitions.Select(x => Behaviour<TState, TTrigger>(x, BehaviourKind.Dynamic, self) with
        {
            Selector = x.DestinationStateSelectorDescription?.Description ?? InvocationInfo.DefaultFunctionDescription,
            Possible = x.PossibleDestinationStates?
                .Select(possible => new PossibleDestination(possible.DestinationState, possible.Criterion ?? ""))
                .ToList(),
        });

        return constant.Concat(chosen).Concat(ignored);
    }

    private static MachineBehaviour<TState, TTrigger> Behaviour<TState, TTrigger>(
        TransitionInfo transition, BehaviourKind kind, TState to)
        where TState : notnull
        where TTrigger : notnull
        => new(
            (TTrigger)transition.Trigger.UnderlyingTrigger,
            kind,
            to,
            [.. transition.GuardConditionsMethodDescriptions
                .Where(guard => !IsPlaceholder(transition, guard))
                .Select(guard => new GuardName(guard.Description, IsNamed(guard), guard.Description == guard.MethodName))]);

    /// <summary>Returns whether the library generated the guard, for an internal transition without one.</summary>
    private static bool IsPlaceholder(TransitionInfo transition, InvocationInfo guard)
        => transition.IsInternalTransition
            && guard.MethodName?.StartsWith("<InternalTransition", StringComparison.Ordinal) == true
            && !IsNamed(guard);

    private static bool IsNamed(InvocationInfo guard)
        => guard.Description != InvocationInfo.DefaultFunctionDescription && guard.Description != "<null>";

    /// <summary>Returns whether this version of the library has asynchronous guards, which it does not expose.</summary>
    private static bool HasAsyncGuards<TState, TTrigger>()
        => typeof(StateMachine<TState, TTrigger>.StateConfiguration).GetMethods()
            .Any(method => method.Name.StartsWith("PermitIfAsync", StringComparison.Ordinal));

    private static bool TellsOfAsyncGuards(StateInfo state)
        => state.Transitions.Any(x => x.GuardConditionsMethodDescriptions.Any(guard => guard.IsAsync));
}
