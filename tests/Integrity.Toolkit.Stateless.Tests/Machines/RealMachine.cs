using Stateless;

namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Builds a machine of the library from a plan, and fires it.</summary>
public sealed class RealMachine
{
    private readonly StateMachine<int, int> _machine;
    private readonly StateMachine<int, int>.TriggerWithParameters<int>? _numbered;
    private readonly GuardFacts _facts;
    private bool _moved;

    public RealMachine(MachinePlan plan, int state, GuardFacts facts)
    {
        _facts = facts;
        _machine = new StateMachine<int, int>(state);
        _numbered = plan.HasParameters ? _machine.SetTriggerParameters<int>(0) : null;
        for (var i = 0; i < plan.States; i++)
        {
            Configure(plan, i);
        }

        _machine.OnTransitionCompleted(_ => _moved = true);
    }

    public StateMachine<int, int> Machine => _machine;

    public FiringResult Fire(int trigger)
    {
        try
        {
            if (trigger == 0 && _numbered is not null)
            {
                _machine.Fire(_numbered, 7);
            }
            else
            {
                _machine.Fire(trigger);
            }
        }
        catch (InvalidOperationException)
        {
            return FiringResult.Refused;
        }

        return _moved ? FiringResult.Moved(_machine.State) : FiringResult.Stayed;
    }

    public async Task<FiringResult> FireAsync(int trigger)
    {
        try
        {
            await (trigger == 0 && _numbered is not null
                ? _machine.FireAsync(_numbered, 7)
                : _machine.FireAsync(trigger));
        }
        catch (InvalidOperationException)
        {
            return FiringResult.Refused;
        }

        return _moved ? FiringResult.Moved(_machine.State) : FiringResult.Stayed;
    }

    private void Configure(MachinePlan plan, int state)
    {
        var configuration = _machine.Configure(state);
        if (plan.Superstate[state] >= 0)
        {
            configuration.SubstateOf(plan.Superstate[state]);
        }

        if (plan.Landing[state] >= 0)
        {
            configuration.InitialTransition(plan.Landing[state]);
        }

        foreach (var behaviour in plan.Configured[state])
        {
            if (behaviour.Trigger == 0 && _numbered is not null)
            {
                ConfigureNumbered(configuration, behaviour, _numbered);
            }
            else
            {
                Configure(configuration, behaviour);
            }
        }
    }

    private void Configure(StateMachine<int, int>.StateConfiguration state, Behaviour x)
    {
        var guards = x.Guards.Select(name => new Tuple<Func<bool>, string>(() => Holds(name), name)).ToArray();
        _ = (x.Kind, guards.Length) switch
        {
            (Kind.Permit, 0) => state.Permit(x.Trigger, x.To),
            (Kind.Permit, _) => state.PermitIf(x.Trigger, x.To, guards),
            (Kind.Reentry, 0) => state.PermitReentry(x.Trigger),
            (Kind.Reentry, _) => state.PermitReentryIf(x.Trigger, guards),
            (Kind.Ignore, 0) => state.Ignore(x.Trigger),
            (Kind.Ignore, _) => state.IgnoreIf(x.Trigger, guards),
            (Kind.Internal, 0) => state.InternalTransition(x.Trigger, () => { }),
            (Kind.Internal, 1) => state.InternalTransitionIf(x.Trigger, _ => Holds(x.Guards[0]), () => { }, x.Guards[0]),
            (Kind.Internal, _) => state.InternalTransitionIf(
                x.Trigger, _ => x.Guards.All(Holds), () => { }, string.Join(" & ", x.Guards)),
            (_, 0) => state.PermitDynamic(x.Trigger, () => Holds(x.Decides) ? x.To : x.Otherwise),
            _ => state.PermitDynamicIf(x.Trigger, () => Holds(x.Decides) ? x.To : x.Otherwise, null, guards),
        };
    }

    private void ConfigureNumbered(
        StateMachine<int, int>.StateConfiguration state, Behaviour x, StateMachine<int, int>.TriggerWithParameters<int> trigger)
    {
        var guards = x.Guards.Select(name => new Tuple<Func<int, bool>, string>(n => n == 7 && Holds(name), name)).ToArray();
        _ = (x.Kind, guards.Length) switch
        {
            (Kind.Permit, 0) => state.Permit(x.Trigger, x.To),
            (Kind.Permit, _) => state.PermitIf(trigger, x.To, guards),
            (Kind.Reentry, 0) => state.PermitReentry(x.Trigger),
            (Kind.Reentry, _) => state.PermitReentryIf(trigger, guards),
            (Kind.Ignore, 0) => state.Ignore(x.Trigger),
            (Kind.Ignore, _) => state.IgnoreIf(trigger, guards),
            (Kind.Internal, 0) => state.InternalTransition(trigger, (_, _) => { }),
            (Kind.Internal, 1) => state.InternalTransitionIf(trigger, _ => Holds(x.Guards[0]), (_, _) => { }, x.Guards[0]),
            (Kind.Internal, _) => state.InternalTransitionIf(
                trigger, _ => x.Guards.All(Holds), (_, _) => { }, string.Join(" & ", x.Guards)),
            (_, 0) => state.PermitDynamic(trigger, _ => Holds(x.Decides) ? x.To : x.Otherwise),
            _ => state.PermitDynamicIf(
                trigger, _ => Holds(x.Decides) ? x.To : x.Otherwise, () => Holds(x.Guards[0]), x.Guards[0]),
        };
    }

    private bool Holds(string name) => _facts.Holding.Contains(name);
}
