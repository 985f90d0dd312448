namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableBruteForceTests
{
    private const int Rounds = 60;

    [Fact]
    public void Numeric_states_agree_with_a_set_of_pairs() => Compare(random => random.Next(-500, 500), maxStates: 150);

    [Fact]
    public void Text_states_agree_with_a_set_of_pairs() => Compare(random => $"state {random.Next(1000)}", maxStates: 70);

    [Fact]
    public void Guid_states_agree_with_a_set_of_pairs() => Compare(
        random =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);

            return new Guid(bytes);
        },
        maxStates: 70);

    [Fact]
    public void Dense_enums_agree_with_a_set_of_pairs() => Compare(Any<DayOfWeek>(), maxStates: 7);

    [Fact]
    public void Sparse_enums_agree_with_a_set_of_pairs() => Compare(Any<Sparse>(), maxStates: 6);

    [Fact]
    public void Enums_of_more_than_64_members_agree_with_a_set_of_pairs() => Compare(Any<ConsoleKey>(), maxStates: 130);

    [Fact]
    public void Negative_bytes_agree_with_a_set_of_pairs() => Compare(Any<Signed>(), maxStates: 5);

    private static Func<Random, TEnum> Any<TEnum>()
        where TEnum : struct, Enum
        => random => random.GetItems(Enum.GetValues<TEnum>(), 1)[0];

    private static void Compare<TState>(Func<Random, TState> any, int maxStates)
        where TState : notnull
    {
        var random = new Random(20261121);
        for (var round = 0; round < Rounds; round++)
        {
            var states = Enumerable.Range(0, 4 * maxStates).Select(_ => any(random)).Distinct()
                .Take(random.Next(1, maxStates + 1)).ToList();
            var pairs = Enumerable.Range(0, random.Next(0, 3 * states.Count))
                .Select(_ => (From: states[random.Next(states.Count)], To: states[random.Next(states.Count)]))
                .ToHashSet();
            var left = pairs.Where(x => !x.From.Equals(x.To)).Select(x => x.From).ToHashSet();
            pairs.RemoveWhere(x => !left.Contains(x.From));
            var strangers = Enumerable.Range(0, 5).Select(_ => any(random)).Except(states).ToList();

            var table = Table(states, pairs);

            foreach (var from in states.Concat(strangers))
            {
                Assert.Equal(states.Contains(from), table.Contains(from));
                Assert.Equal(
                    pairs.Where(x => x.From.Equals(from)).Select(x => x.To).ToHashSet(), table.Next(from).ToHashSet());
                Assert.Distinct(table.Next(from));
                foreach (var to in states.Concat(strangers))
                {
                    if (pairs.Contains((from, to)) != table.Permits(from, to))
                    {
                        Assert.Fail($"Round {round}: {from} to {to} is answered wrongly.");
                    }
                }
            }
        }
    }

    private static TransitionTable<TState> Table<TState>(List<TState> states, HashSet<(TState From, TState To)> pairs)
        where TState : notnull
        => TransitionTable.Create<TState>("random", t =>
        {
            t.AllowUnreachable().Initial([.. states]).Terminal([.. states.Except(pairs.Select(pair => pair.From))]);
            foreach (var (from, to) in pairs)
            {
                _ = from.Equals(to) ? t.PermitReentry(from) : t.Permit(from, to);
            }
        });

    private enum Sparse : long
    {
        Least = long.MinValue,
        Negative = -70_000,
        Zero = 0,
        One = 1,
        Many = 5_000,
        Most = long.MaxValue,
    }

    private enum Signed : sbyte
    {
        Least = -128,
        Negative = -1,
        Zero = 0,
        One = 1,
        Most = 127,
    }
}
