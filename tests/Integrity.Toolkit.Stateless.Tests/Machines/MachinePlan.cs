using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Tests.Machines;

/// <summary>A library-independent configuration of a machine, with numbers as states and triggers.</summary>
public sealed class MachinePlan
{
    public required int States { get; init; }

    public required int Triggers { get; init; }

    /// <summary>The superstate of each state; -1 if it has none.</summary>
    public required int[] Superstate { get; init; }

    /// <summary>The substate that is entered with a state; -1 if there is none.</summary>
    public required int[] Landing { get; init; }

    public required List<Behaviour>[] Configured { get; init; }

    /// <summary>Whether trigger 0 has a number as its parameter.</summary>
    public bool HasParameters { get; init; }

    public IEnumerable<string> Guards => Configured
        .SelectMany(x => x)
        .SelectMany(x => x.Guards.Append(x.Decides))
        .Where(name => name.Length > 0)
        .Distinct();

    /// <summary>
    /// Whether an unguarded behavior coexists with another one, so that firing fails whenever the other is met.
    /// </summary>
    public bool IsAmbiguous => Configured.Any(state => state
        .GroupBy(x => x.Trigger)
        .Any(same => same.Count() > 1 && same.Any(x => x.Guards.Count == 0)));

    public IEnumerable<int> Chain(int state)
    {
        for (; state >= 0; state = Superstate[state])
        {
            yield return state;
        }
    }

    public override string ToString() => string.Join("; ", Enumerable.Range(0, States).Select(state =>
        $"{state} in {Superstate[state]} landing {Landing[state]}: "
            + string.Join(", ", Configured[state].Select(x =>
                $"{x.Kind} {x.Trigger}->{x.To}/{x.Otherwise}[{string.Join('&', x.Guards)}?{x.Decides}]"))));

    /// <summary>Returns the reflection model of a machine with this plan.</summary>
    internal MachineModel<int, int> ToModel(bool mayHideAsyncGuards = false) => new(
        [.. Enumerable.Range(0, States).Select(state => new MachineState<int, int>(
            state, [.. Configured[state].Select(x => Model(state, x))]))],
        Enumerable.Range(0, States).Where(state => Superstate[state] >= 0).ToDictionary(x => x, x => Superstate[x]),
        StartedIn: 0,
        mayHideAsyncGuards,
        ActingOnEntry: []);

    /// <summary>Declares everything that a machine of this plan cannot expose.</summary>
    /// <param name="t">The builder.</param>
    /// <param name="open">Whether guards are left to the machine.</param>
    /// <param name="isReal">Whether it is a machine of the library, which describes guards in its own ways.</param>
    internal StateMachineTableBuilder<int, int> Say(StateMachineTableBuilder<int, int> t, bool open, bool isReal = false)
    {
        t.Initial(0, [.. Enumerable.Range(1, States - 1)]).AllowUnreachable().NoAsyncGuards().EntryFiresNothing();
        foreach (var state in Enumerable.Range(0, States).Where(Superstate.Contains))
        {
            _ = Landing[state] >= 0 ? t.InitialTransition(state, Landing[state]) : t.NoInitialTransition(state);
        }

        foreach (var name in open ? [] : Configured.SelectMany(x => x).SelectMany(x => Descriptions(x, isReal)).Distinct())
        {
            var names = name.Split(" & ");
            t.Guard<GuardFacts>(name, facts => names.All(x => facts.Holding.Contains(x)));
        }

        if (isReal && HasParameters)
        {
            // The library exposes a guard although there is none.
            foreach (var state in Enumerable.Range(0, States).Where(state => Configured[state].Exists(IsBareInternal)))
            {
                t.Unguarded(state, 0, state);
            }
        }

        for (var state = 0; state < States; state++)
        {
            foreach (var x in Configured[state].Where(x => x.Kind == Kind.Dynamic).DistinctBy(x => x.Trigger))
            {
                _ = open
                    ? t.Dynamic(state, x.Trigger, x.To, x.Otherwise)
                    : t.DynamicIf<GuardFacts>(state, x.Trigger, x.To, facts => facts.Holding.Contains(x.Decides), "decides")
                        .Dynamic(state, x.Trigger, x.Otherwise);
            }
        }

        return open ? t.OpenGuards() : t;
    }

    private static MachineBehaviour<int, int> Model(int state, Behaviour x) => new(
        x.Trigger,
        x.Kind switch
        {
            Kind.Permit => BehaviourKind.Permit,
            Kind.Reentry => BehaviourKind.Reentry,
            Kind.Dynamic => BehaviourKind.Dynamic,
            _ => BehaviourKind.Stay,
        },
        x.Kind == Kind.Permit ? x.To : state,
        [.. x.Guards.Select(name => new GuardName(name, IsNamed: true))]);

    private static bool IsBareInternal(Behaviour x) => x is { Trigger: 0, Kind: Kind.Internal, Guards: [] };

    /// <summary>An internal transition of the library has one guard with one description.</summary>
    private static IEnumerable<string> Descriptions(Behaviour x, bool isReal)
        => isReal && x is { Kind: Kind.Internal, Guards.Count: > 1 } ? [string.Join(" & ", x.Guards)] : x.Guards;
}
