namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Fires on paper, by the rules that a machine runs by.</summary>
public static class Firing
{
    public static Answer Fire(Plan plan, int state, int trigger, Facts facts)
    {
        foreach (var level in plan.Chain(state))
        {
            var holding = plan.Configured[level]
                .Where(x => x.Trigger == trigger && x.Guards.All(facts.Holding.Contains))
                .ToList();
            if (holding.Count > 1)
            {
                return Answer.Refused;
            }

            if (holding.Count == 1)
            {
                return Take(plan, state, holding[0], facts);
            }
        }

        return Answer.Refused;
    }

    private static Answer Take(Plan plan, int state, Behaviour behaviour, Facts facts) => behaviour.Kind switch
    {
        Kind.Ignore or Kind.Internal => Answer.Stayed,
        Kind.Permit when behaviour.To == state => Answer.Stayed,
        Kind.Dynamic when !facts.Holding.Contains(behaviour.Decides) => Answer.Moved(Land(plan, behaviour.Otherwise)),
        _ => Answer.Moved(Land(plan, behaviour.To)),
    };

    private static int Land(Plan plan, int state)
    {
        while (plan.Landing[state] >= 0)
        {
            state = plan.Landing[state];
        }

        return state;
    }
}
