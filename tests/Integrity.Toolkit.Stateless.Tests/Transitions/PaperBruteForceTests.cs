using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Compares the tables of random machines with simulated firing.</summary>
public sealed class PaperBruteForceTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_trigger_in_every_state_matches_the_simulated_machine()
    {
        var random = new Random(20261);
        var (cells, refused) = (0, 0);

        for (var number = 0; number < 2000; number++)
        {
            var plan = RandomMachine.Create(random);
            if (plan.IsAmbiguous)
            {
                var exception = Assert.Throws<StateMachineTableException>(() => Compile(plan, open: false));
                Assert.Contains(exception.Diagnostics, x => x.Code == "trigger.ambiguous");
                refused++;
                continue;
            }

            var table = Compile(plan, open: false);
            var openTable = Compile(plan, open: true);
            var facts = RandomMachine.Facts(random, plan);
            foreach (var (state, trigger) in Cells(plan))
            {
                var fired = PaperFiring.Fire(plan, state, trigger, facts);
                Assert.True(fired == TableAnswers.Ask(table, state, trigger, facts), $"{state} on {trigger}: {fired} in {plan}");
                Assert.True(TableAnswers.Admits(openTable, state, trigger, fired), $"{state} on {trigger}: {fired} in {plan}");
                cells++;
            }
        }

        output.WriteLine($"{cells} cells compared; {refused} machines refused as ambiguous.");
        Assert.True(cells > 20_000);
        Assert.InRange(refused, 10, 500);
    }

    internal static IEnumerable<(int State, int Trigger)> Cells(MachinePlan plan)
        => from state in Enumerable.Range(0, plan.States)
           from trigger in Enumerable.Range(0, plan.Triggers)
           select (state, trigger);

    private static TransitionTable<int, int> Compile(MachinePlan plan, bool open) => DiagnosticFollower.Make(say =>
    {
        var builder = new StateMachineTableBuilder<int, int>();
        say(plan.Say(builder, open));
        return MachineCompilation.Compile(plan.ToModel(), "random", builder.Statements);
    });
}
