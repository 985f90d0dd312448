using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableHashTests
{
    [Fact]
    public void The_hash_is_short_and_stable_between_versions()
    {
        Assert.Matches("^[0-9a-f]{16}$", TicketFlow.Table.Hash);
        Assert.Equal("d7d2f3be7d12cd9d", OrderFlow.Table.Hash);
    }

    [Fact]
    public void The_hash_depends_on_neither_the_order_nor_the_name()
    {
        var forwards = TransitionTable.Create<string, string>("one", t =>
        {
            t.Initial("a", "b");
            t.Configure("a").Permit("x", "b").Permit("y", "c").Ignore("z");
            t.Configure("b").Permit("x", "c");
            t.Terminal("c");
        });

        var backwards = TransitionTable.Create<string, string>("two", t =>
        {
            t.Terminal("c");
            t.Configure("b").Permit("x", "c");
            t.Configure("a").Ignore("z").Permit("y", "c").Permit("x", "b");
            t.Initial("b", "a");
        });

        Assert.Equal(forwards.Hash, backwards.Hash);
    }

    [Fact]
    public void From_any_hashes_like_the_transitions_it_expands_to()
    {
        var any = TransitionTable.Create<string>("t", t =>
        {
            t.Initial("a", "b").Terminal("c");
            t.FromAny().Permit("c");
        });
        var each = TransitionTable.Create<string>("t", t => t
            .Initial("a", "b").Terminal("c").Permit("a", "c").Permit("b", "c"));

        Assert.Equal(any.Hash, each.Hash);
    }

    [Fact]
    public void The_hash_depends_on_every_fact()
    {
        Action<TransitionTableBuilder<string, string>>[] tables =
        [
            t => t.Configure("a").Permit("x", "b").Permit("y", "c"),
            t => t.Configure("a").Permit("x", "c").Permit("y", "b"),
            t => t.Configure("a").Permit("x", "b").Permit("w", "c"),
            t => t.Configure("a").Permit("x", "b", requiresReason: true).Permit("y", "c"),
            t => t.Configure("a").PermitIf<Ticket>("x", "b", _ => true, "g").Permit("y", "c"),
            t => t.Configure("a").PermitIf<Ticket>("x", "b", _ => true, "h").Permit("y", "c"),
            t => t.Configure("a").PermitIf<Ticket>("x", "b", _ => true, "g", requiresReason: true).Permit("y", "c"),
            t => t.Configure("a").Permit("x", "b").Permit("y", "c").PermitReentry("z"),
            t => t.Configure("a").Permit("x", "b").Permit("y", "c").Ignore("z"),
            t => t.Initial("b").Configure("a").Permit("x", "b").Permit("y", "c"),
            t => t.Terminal("d").Configure("a").Permit("x", "b").Permit("y", "c"),
            t => t.Terminal("d").Configure("a").Permit("x", "b").Permit("y", "c").Permit("z", "d"),
        ];

        var hashes = tables.Select(configure => TransitionTable.Create<string, string>("t", t =>
        {
            t.Initial("a").Terminal("b", "c").AllowUnreachable();
            configure(t);
        }).Hash);

        Assert.Equal(tables.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Texts_with_separators_do_not_cause_equal_hashes()
    {
        var one = TransitionTable.Create<string, string>("t", t =>
        {
            t.Initial("a;1:b").Terminal("c");
            t.Configure("a;1:b").Permit("x", "c");
        });
        var other = TransitionTable.Create<string, string>("t", t =>
        {
            t.Initial("a").Terminal("c");
            t.Configure("a").Permit("1:b;x", "c");
        });

        Assert.NotEqual(one.Hash, other.Hash);
    }
}
