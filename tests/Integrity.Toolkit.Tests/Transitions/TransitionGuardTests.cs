using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionGuardTests
{
    private static readonly TransitionGuard Guard =
        TicketFlow.Table.Find(TicketStatus.Opened, TicketTrigger.Escalate)[0].Guard!;

    [Fact]
    public void A_guard_is_met_by_entities_that_satisfy_its_condition()
    {
        Assert.True(Guard.IsMet(new Ticket { Priority = TicketPriority.High }));
        Assert.False(Guard.IsMet(new Ticket { Priority = TicketPriority.Normal }));
    }

    [Fact]
    public void A_guard_exposes_its_code_type_and_expression()
    {
        Assert.Equal("priority.high", Guard.Code);
        Assert.Equal("priority.high", Guard.ToString());
        Assert.Equal(typeof(Ticket), Guard.EntityType);
        Assert.Equal(typeof(Ticket), Assert.Single(Guard.Expression.Parameters).Type);
    }

    [Fact]
    public void A_guard_applies_to_one_entity_type()
    {
        var exception = Assert.Throws<ArgumentException>(() => Guard.IsMet("a ticket"));

        Assert.StartsWith("Guard 'priority.high' applies to Ticket, not to String.", exception.Message);
        Assert.Throws<ArgumentNullException>(() => Guard.IsMet(null!));
    }

    [Fact]
    public void A_guard_can_apply_to_a_base_type()
    {
        var table = TransitionTable.Create<int>("t", t => t
            .Initial(1).Terminal(2).PermitIf<Exception>(1, 2, x => x.Message.Length > 0, "message"));

        Assert.True(table.Transitions[0].Guard!.IsMet(new TimeoutException("late")));
    }

    [Fact]
    public void An_exception_in_a_guard_is_not_swallowed()
    {
        var table = TransitionTable.Create<int>("t", t => t
            .Initial(1).Terminal(2).PermitIf<Ticket>(1, 2, x => ((object)x).Equals(Fail()), "failing"));

        Assert.Throws<TimeoutException>(() => table.Transitions[0].Guard!.IsMet(new Ticket()));
    }

    private static object Fail() => throw new TimeoutException();

    [Fact]
    public void A_guard_has_a_description_where_one_was_declared()
    {
        var pairs = TransitionTable.Create<string>("t", t =>
        {
            t.Initial("a").Terminal("c")
                .PermitIf<Ticket>("a", "b", _ => true, "one", description: "1")
                .PermitReentryIf<Ticket>("b", _ => true, "two", description: "2");
            t.FromAny(except: ["a"]).PermitIf<Ticket>("c", _ => true, "three", description: "3");
        });
        var triggers = TransitionTable.Create<string, string>("t", t =>
        {
            t.Initial("a").Terminal("c");
            t.Configure("a")
                .PermitIf<Ticket>("x", "b", _ => true, "one", description: "1")
                .PermitReentryIf<Ticket>("y", _ => true, "two", description: "2")
                .IgnoreIf<Ticket>("z", _ => true, "four", description: "4")
                .PermitIf("v", "b", TransitionGuard.Open("five", "5"));
            t.FromAny(except: ["a"]).PermitIf<Ticket>("w", "c", _ => true, "three", description: "3");
        });

        Assert.Equal(["1", "2", "3"], [.. pairs.Transitions.Select(x => x.Guard!.Description!)]);
        Assert.Equal(["1", "2", "5", "3"], [.. triggers.Transitions.Select(x => x.Guard!.Description!)]);
        Assert.Equal("4", triggers.IgnoreGuards("a", "z")[0].Description);
        Assert.Null(TransitionGuard.Open("bare").Description);
    }

    [Fact]
    public void The_description_of_a_guard_is_drawn_and_does_not_affect_the_hash()
    {
        var bare = TransitionTable.Create<string>("t", t => t.Initial("a").Terminal("b").PermitIf<Ticket>("a", "b", _ => true, "one"));
        var told = TransitionTable.Create<string>("t", t => t.Initial("a").Terminal("b").PermitIf<Ticket>("a", "b", _ => true, "one", description: "who: [*]"));

        Assert.Equal(bare.Hash, told.Hash);
        Assert.Contains("s0 --> s1 : [who#58; #91;#42;#93;]", told.ToMermaid(), StringComparison.Ordinal);
    }
}
