using Integrity.Toolkit.Transitions.Desk;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionGuardTests
{
    private static readonly TransitionGuard Guard =
        TicketFlow.Table.Find(TicketStatus.Opened, TicketTrigger.Escalate)[0].Guard!;

    [Fact]
    public void A_guard_holds_for_entities_that_meet_its_condition()
    {
        Assert.True(Guard.IsMet(new Ticket { Priority = TicketPriority.High }));
        Assert.False(Guard.IsMet(new Ticket { Priority = TicketPriority.Normal }));
    }

    [Fact]
    public void A_guard_tells_its_code_its_type_and_its_expression()
    {
        Assert.Equal("priority.high", Guard.Code);
        Assert.Equal("priority.high", Guard.ToString());
        Assert.Equal(typeof(Ticket), Guard.EntityType);
        Assert.Equal(typeof(Ticket), Assert.Single(Guard.Expression.Parameters).Type);
    }

    [Fact]
    public void A_guard_is_about_one_type_of_entity()
    {
        var exception = Assert.Throws<ArgumentException>(() => Guard.IsMet("a ticket"));

        Assert.StartsWith("Guard 'priority.high' is about Ticket, not String.", exception.Message);
        Assert.Throws<ArgumentNullException>(() => Guard.IsMet(null!));
    }

    [Fact]
    public void A_guard_may_be_about_a_base_type()
    {
        var table = TransitionTable.Create<int>("t", t => t
            .Initial(1).Terminal(2).PermitIf<Exception>(1, 2, x => x.Message.Length > 0, "message"));

        Assert.True(table.Transitions[0].Guard!.IsMet(new TimeoutException("late")));
    }

    [Fact]
    public void A_guard_that_fails_is_not_silenced()
    {
        var table = TransitionTable.Create<int>("t", t => t
            .Initial(1).Terminal(2).PermitIf<Ticket>(1, 2, x => ((object)x).Equals(Fail()), "failing"));

        Assert.Throws<TimeoutException>(() => table.Transitions[0].Guard!.IsMet(new Ticket()));
    }

    private static object Fail() => throw new TimeoutException();
}
