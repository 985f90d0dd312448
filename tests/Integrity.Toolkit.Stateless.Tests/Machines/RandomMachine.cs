namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Generates machines with nested substates, every kind of behavior, and shared and combined guards.</summary>
public static class RandomMachine
{
    public static MachinePlan Create(Random random)
    {
        var states = random.Next(2, 9);
        var triggers = random.Next(1, 5);
        int[] superstate = [.. Enumerable.Range(0, states).Select(state => state > 0 && random.Next(10) < 6
            ? random.Next(state)
            : -1)];
        int[] landing = [.. Enumerable.Range(0, states).Select(state =>
        {
            int[] substates = [.. Enumerable.Range(0, states).Where(x => superstate[x] == state)];
            return substates.Length > 0 && random.Next(3) == 0 ? substates[random.Next(substates.Length)] : -1;
        })];

        var numbered = random.Next(4) == 0;

        return new MachinePlan
        {
            States = states,
            Triggers = triggers,
            Superstate = superstate,
            Landing = landing,
            HasParameters = numbered,
            Configured = [.. Enumerable.Range(0, states).Select(
                state => Behaviours(random, state, states, triggers, numbered))],
        };
    }

    /// <summary>Returns a random selection of guards that are met.</summary>
    public static GuardFacts Facts(Random random, MachinePlan plan) => new(plan.Guards.Where(_ => random.Next(2) == 0).ToList());

    private static List<Behaviour> Behaviours(Random random, int state, int states, int triggers, bool numbered)
    {
        var behaviours = new List<Behaviour>();
        for (var trigger = 0; trigger < triggers; trigger++)
        {
            var count = random.Next(20) switch
            {
                < 8 => 0,
                < 16 => 1,
                _ => 2,
            };
            for (var i = 0; i < count; i++)
            {
                // Two unguarded behaviors are an error, which is generated rarely.
                var always = count > 1 ? random.Next(100) == 0 : random.Next(2) == 0;
                behaviours.Add(Create(random, state, states, trigger, always));
            }
        }

        // The library supports only one guard for a dynamic transition of a trigger with parameters.
        behaviours = [.. behaviours.Select(x => numbered && x is { Trigger: 0, Kind: Kind.Dynamic, Guards.Count: > 1 }
            ? x with { Guards = [x.Guards[0]] }
            : x)];

        // Two dynamic transitions of one trigger cannot be distinguished in their declarations.
        return [.. behaviours.Where(x => x.Kind != Kind.Dynamic), .. behaviours
            .Where(x => x.Kind == Kind.Dynamic)
            .DistinctBy(x => x.Trigger)];
    }

    private static Behaviour Create(Random random, int state, int states, int trigger, bool always)
    {
        string[] guards = always ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Name(random)).Distinct()];
        var kind = (Kind)random.Next(5);
        var to = random.Next(states);
        if (kind == Kind.Permit && to == state)
        {
            kind = Kind.Reentry;
        }

        var otherwise = (to + random.Next(1, states)) % states;
        return kind switch
        {
            Kind.Permit => new Behaviour(trigger, kind, to, guards),
            Kind.Dynamic => new Behaviour(trigger, kind, to, guards) { Otherwise = otherwise, Decides = Name(random) },
            _ => new Behaviour(trigger, kind, state, guards),
        };
    }

    private static string Name(Random random) => $"fact {random.Next(6)}";
}
