using System.Runtime.CompilerServices;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Machines;

/// <summary>Evaluates a table like firing does.</summary>
public static class TableAnswers
{
    private static readonly ConditionalWeakTable<TransitionGuard, Delegate> Interpreted = [];

    public static FiringResult Ask(TransitionTable<int, int> table, int state, int trigger, GuardFacts facts)
    {
        var guards = table.IgnoreGuards(state, trigger);
        var stays = table.Ignores(state, trigger) && (guards.Count == 0 || guards.Any(guard => IsMet(guard, facts)));
        var ways = table.Find(state, trigger).Where(x => x.Guard is null || IsMet(x.Guard, facts)).ToList();
        Assert.True(ways.Count + (stays ? 1 : 0) <= 1, $"Two things hold at once in {state} on {trigger}.");

        return stays ? FiringResult.Stayed : ways.Count == 0 ? FiringResult.Refused : FiringResult.Moved(ways[0].To);
    }

    /// <summary>Returns whether a table with open guards permits the result of a machine.</summary>
    public static bool Admits(TransitionTable<int, int> table, int state, int trigger, FiringResult answer) => answer.What switch
    {
        "moved" => table.Find(state, trigger).Any(x => x.To == answer.To),
        "stayed" => table.Ignores(state, trigger),
        _ => true,
    };

    /// <summary>Interprets guards: compiling tens of thousands takes a minute, interpreting them a second.</summary>
    private static bool IsMet(TransitionGuard guard, GuardFacts facts)
    {
        var predicate = Interpreted.GetValue(guard, x => x.Expression.Compile(preferInterpretation: true));

        return predicate is Func<GuardFacts, bool> judge ? judge(facts) : guard.IsMet(facts);
    }
}
