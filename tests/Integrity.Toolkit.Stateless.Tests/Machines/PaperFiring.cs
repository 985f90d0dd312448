namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Simulates firing with the rules of a machine.</summary>
public static class PaperFiring
{
    public static FiringResult Fire(MachinePlan plan, int state, int trigger, GuardFacts facts)
    {
        foreach (var level in plan.Chain(state))
        {
            var holding = plan.Configured[level]
                .Where(x => x.Trigger == trigger && x.Guards.All(facts.Holding.Contains))
                .ToList();
            if (holding.Count > 1)
            {
                return FiringResult.Refused;
            }

            if (holding.Count == 1)
            {
                return Take(plan, state, holding[0], facts);
            }
        }

        return FiringResult.Refused;
    }

    private static FiringResult Take(MachinePlan plan, int state, Behaviour behaviour, GuardFacts facts) => behaviour.Kind switch
    {
        Kind.Ignore or Kind.Internal => FiringResult.Stayed,
        Kind.Permit when behaviour.To == state => FiringResult.Stayed,
        Kind.Dynamic when !facts.Holding.Contains(behaviour.Decides) => FiringResult.Moved(Land(plan, behaviour.Otherwise)),
        _ => FiringResult.Moved(Land(plan, behaviour.To)),
    };

    private static int Land(MachinePlan plan, int state)
    {
        while (plan.Landing[state] >= 0)
        {
            state = plan.Landing[state];
        }

        return state;
    }
}
