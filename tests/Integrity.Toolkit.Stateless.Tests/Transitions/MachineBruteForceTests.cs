using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Compares the tables of random machines with firing machines of the library.</summary>
public sealed class MachineBruteForceTests(ITestOutputHelper output)
{
    private const int Machines = 3000;

    private static readonly Version Library = StatelessLibrary.Version;

    [Fact]
    public void Every_trigger_in_every_state_matches_the_machine()
    {
        var counts = Compare(new Random(20262), (machine, trigger) => machine.Fire(trigger));

        output.WriteLine($"Stateless {Library}: {counts}");
        Assert.Equal(0, counts.Mismatches);
        Assert.True(counts.Cells > 40_000);
    }

    [Fact]
    public void Every_trigger_in_every_state_matches_asynchronous_firing()
    {
        var counts = Compare(new Random(20263), (machine, trigger) => machine.FireAsync(trigger).GetAwaiter().GetResult());

        output.WriteLine($"Stateless {Library}: {counts}");
        Assert.SkipWhen(
            Library >= new Version(5, 18) && counts.Mismatches > 0,
            $"FireAsync of Stateless {Library} chooses between a state and its superstate otherwise than Fire: {counts}");
        Assert.Equal(0, counts.Mismatches);
    }

    private Counts Compare(Random random, Func<RealMachine, int, FiringResult> fire)
    {
        var counts = new Counts();
        for (var number = 0; number < Machines; number++)
        {
            var plan = RandomMachine.Create(random);
            var nothing = new GuardFacts([]);
            if (plan.IsAmbiguous)
            {
                var exception = Assert.Throws<StateMachineTableException>(() => Compile(plan, open: false));
                Assert.Contains(exception.Diagnostics, x => x.Code == "trigger.ambiguous");
                counts.Ambiguous++;
                continue;
            }

            var table = Compile(plan, open: false);
            var open = Compile(plan, open: true);
            foreach (var facts in (GuardFacts[])[nothing, RandomMachine.Facts(random, plan), RandomMachine.Facts(random, plan)])
            {
                foreach (var (state, trigger) in PaperBruteForceTests.Cells(plan))
                {
                    var fired = fire(new RealMachine(plan, state, facts), trigger);
                    var agrees = fired == TableAnswers.Ask(table, state, trigger, facts) && TableAnswers.Admits(open, state, trigger, fired);
                    counts.Add(fired, agrees);
                    if (!agrees && counts.Mismatches == 1)
                    {
                        output.WriteLine($"First: {state} on {trigger} is {fired}, not {TableAnswers.Ask(table, state, trigger, facts)} "
                            + $"with [{string.Join(',', facts.Holding)}] in {plan}");
                    }
                }
            }
        }

        return counts;
    }

    private static TransitionTable<int, int> Compile(MachinePlan plan, bool open) => DiagnosticFollower.Make(say =>
        new RealMachine(plan, 0, new GuardFacts([])).Machine.ToTransitionTable("random", t => say(plan.Say(t, open, isReal: true))));

    private sealed class Counts
    {
        private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);

        public int Ambiguous { get; set; }

        public int Cells { get; private set; }

        public int Mismatches { get; private set; }

        public void Add(FiringResult fired, bool agrees)
        {
            Cells++;
            Mismatches += agrees ? 0 : 1;
            _answers[fired.What] = _answers.GetValueOrDefault(fired.What) + 1;
        }

        public override string ToString() => $"{Machines} machines, {Ambiguous} of them refused as ambiguous; {Cells} cells, "
            + $"{string.Join(", ", _answers.Select(x => $"{x.Value} {x.Key}"))}; {Mismatches} mismatches.";
    }
}
