using Integrity.Toolkit.Transitions.Desk;
using static Integrity.Toolkit.Transitions.Desk.TicketStatus;
using static Integrity.Toolkit.Transitions.Desk.TicketTrigger;

namespace Integrity.Toolkit.Transitions;

public sealed class TransitionTableProblemsTests
{
    [Fact]
    public void A_trigger_declared_twice_throws_with_both_locations()
    {
        var problem = Assert.Single(Triggers(t =>
        {
            t.Initial(New).Terminal(Closed, Resolved);
            t.Configure(New).Permit(Close, Closed, file: "/src/TicketFlow.cs", line: 12);
            t.Configure(New).Permit(Close, Resolved, file: @"C:\src\TicketFlow.cs", line: 17);
        }));

        Assert.StartsWith("from 'New', trigger 'Close' is declared at TicketFlow.cs:12 and TicketFlow.cs:17;", problem);
    }

    [Fact]
    public void The_compiler_supplies_the_locations()
    {
        var problem = Assert.Single(Pairs(t => t.Initial(New).Terminal(Closed)
            .Permit(New, Closed)
            .Permit(New, Closed)));

        Assert.Matches(
            @"^from 'New', the transition to 'Closed' is declared at (TransitionTableProblemsTests\.cs:\d+) and (?!\1;)"
            + @"TransitionTableProblemsTests\.cs:\d+;",
            problem);
    }

    [Fact]
    public void A_trigger_with_and_without_a_guard_throws()
    {
        var problem = Assert.Single(Triggers(t =>
        {
            t.Initial(New).Terminal(Closed, Resolved);
            t.Configure(New).Permit(Close, Closed)
                .PermitIf<Ticket>(Close, Resolved, x => x.Priority == TicketPriority.High, "priority.high");
        }));

        Assert.Contains("specify a guard with a different code for each", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_guards_of_a_trigger_with_the_same_code_throw()
    {
        Assert.Single(Triggers(t =>
        {
            t.Initial(New).Terminal(Closed, Resolved);
            t.Configure(New)
                .PermitIf<Ticket>(Close, Closed, x => x.Priority == TicketPriority.High, "priority")
                .PermitIf<Ticket>(Close, Resolved, x => x.Priority != TicketPriority.High, "priority");
        }));
    }

    [Fact]
    public void A_trigger_both_permitted_and_ignored_throws()
    {
        Assert.Single(Triggers(t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit(Close, Closed).Ignore(Close);
        }));
    }

    [Fact]
    public void A_state_not_defined_by_the_enum_throws()
    {
        var problem = Assert.Single(Pairs(t => t
            .Initial(New).Permit(New, (TicketStatus)99).Terminal((TicketStatus)99)));

        Assert.Equal("state 99 is not defined by TicketStatus; add it to the enum or correct the value.", problem);
    }

    [Fact]
    public void An_excepted_state_not_defined_by_the_enum_throws()
    {
        var problem = Assert.Single(Pairs(t =>
        {
            t.Initial(New).Terminal(Closed);
            t.FromAny(except: [(TicketStatus)99]).Permit(Closed);
        }));

        Assert.StartsWith("state 99 is not defined", problem);
    }

    [Fact]
    public void A_trigger_not_defined_by_the_enum_throws()
    {
        var problem = Assert.Single(Triggers(t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit((TicketTrigger)77, Closed);
        }));

        Assert.StartsWith("trigger 77 is not defined by TicketTrigger;", problem);
    }

    [Fact]
    public void Flags_enums_cannot_be_states()
    {
        var problem = Problems(() => TransitionTable.Create<FileAccess>(
            "file",
            t => t.Initial(FileAccess.Read).Permit(FileAccess.Read, FileAccess.Write).Terminal(FileAccess.Write)));

        Assert.StartsWith("FileAccess is a [Flags] enum", Assert.Single(problem));
    }

    [Fact]
    public void Flags_enums_cannot_be_triggers()
    {
        var problem = Problems(() => TransitionTable.Create<TicketStatus, FileAccess>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit(FileAccess.Read, Closed);
        }));

        Assert.StartsWith("FileAccess is a [Flags] enum", Assert.Single(problem));
    }

    [Fact]
    public void A_table_without_an_initial_state_throws()
    {
        var problem = Assert.Single(Pairs(t => t.Permit(New, Closed).Terminal(Closed)));

        Assert.Equal("the table has no initial state; specify one with Initial.", problem);
    }

    [Fact]
    public void A_table_without_states_throws()
    {
        var problem = Assert.Single(Pairs(_ => { }));

        Assert.StartsWith("the table has no states;", problem);
    }

    [Fact]
    public void A_state_without_outgoing_transitions_throws_unless_it_is_terminal()
    {
        var problem = Assert.Single(Pairs(t => t.Initial(New).Permit(New, Closed)));

        Assert.Equal(
            "trap state 'Closed': no transition leaves it; declare it with Terminal or permit a transition from it.", problem);
    }

    [Fact]
    public void A_state_with_reentry_as_its_only_transition_throws()
    {
        var problem = Assert.Single(Pairs(t => t.Initial(New).PermitReentry(New)));

        Assert.StartsWith("trap state 'New'", problem);
    }

    [Fact]
    public void An_unreachable_state_throws()
    {
        var problems = Pairs(t => t.Initial(New).Permit(New, Closed)
            .Permit(Opened, Resolved).Permit(Resolved, Opened).Terminal(Closed));

        Assert.Equal(2, problems.Count);
        Assert.StartsWith("state 'Opened' cannot be reached from an initial state;", problems[0]);
        Assert.StartsWith("state 'Resolved' cannot be reached from an initial state;", problems[1]);
    }

    [Fact]
    public void An_unreachable_state_is_accepted_on_request()
    {
        var table = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Closed).Permit(Opened, Closed).Terminal(Closed).AllowUnreachable());
        var triggers = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).Terminal(Closed).AllowUnreachable();
            t.Configure(New).Permit(Close, Closed);
            t.Configure(Opened).Permit(Close, Closed);
        });

        Assert.True(table.Permits(Opened, Closed));
        Assert.True(triggers.Permits(Opened, Closed));
    }

    [Fact]
    public void A_transition_out_of_a_terminal_state_throws()
    {
        var problem = Assert.Single(Pairs(t => t
            .Initial(New).Permit(New, Closed).Permit(Closed, New, file: "Flow.cs", line: 3).Terminal(Closed)));

        Assert.StartsWith("a transition leaves the terminal state 'Closed' for 'New' at Flow.cs:3;", problem);
    }

    [Fact]
    public void A_terminal_state_can_permit_reentry()
    {
        var table = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Closed).PermitReentry(Closed).Terminal(Closed));

        Assert.True(table.IsTerminal(Closed));
        Assert.True(table.Permits(Closed, Closed));
    }

    [Fact]
    public void A_state_permitted_to_itself_throws_and_suggests_reentry()
    {
        var problems = Triggers(t =>
        {
            t.Initial(New).Terminal(Closed);
            t.Configure(New).Permit(Close, Closed).Permit(Reassign, New)
                .PermitIf<Ticket>(Open, New, x => x.Priority == TicketPriority.High, "priority.high");
        });

        Assert.Equal(2, problems.Count);
        Assert.EndsWith("; use PermitReentry.", problems[0]);
        Assert.EndsWith("; use PermitReentryIf.", problems[1]);
    }

    [Fact]
    public void Two_states_with_the_same_text_throw()
    {
        var one = new Lookalike(1);
        var other = new Lookalike(2);

        var problems = Problems(() => TransitionTable.Create<Lookalike>(
            "twins", t => t.Initial(one).Permit(one, other).Terminal(other)));

        Assert.StartsWith("2 states have the text 'same';", Assert.Single(problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_name_throws(string name)
    {
        var problems = Problems(() => TransitionTable.Create<TicketStatus>(name, t => t.Initial(New).Terminal(New)));

        Assert.StartsWith("the name is empty;", Assert.Single(problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_code_throws(string code)
    {
        var problem = Assert.Single(Pairs(t => t.Initial(New).Terminal(Closed)
            .PermitIf<Ticket>(New, Closed, x => x.Priority == TicketPriority.High, code, file: "Flow.cs", line: 8)));

        Assert.StartsWith("the guard at Flow.cs:8 has an empty code;", problem);
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        var exception = Assert.Throws<TransitionTableException>(() => TransitionTable.Create<TicketStatus>(
            "ticket",
            t => t.Permit(New, Opened).Permit(New, Opened).Permit(Closed, New).Permit(New, New).Terminal(Closed)));

        Assert.Equal("ticket", exception.Table);
        Assert.Equal(5, exception.Problems.Count);
        Assert.StartsWith("Transition table 'ticket' cannot be built: 5 problems.", exception.Message);
        Assert.All(exception.Problems, x => Assert.Contains($"- {x}", exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_problem_is_the_exception_message()
    {
        var exception = new TransitionTableException("ticket", ["it is empty."]);

        Assert.Equal("Transition table 'ticket' cannot be built: it is empty.", exception.Message);
        Assert.Throws<ArgumentException>(() => new TransitionTableException("ticket", []));
        Assert.Throws<ArgumentNullException>(() => new TransitionTableException(null!, ["x"]));
        Assert.Throws<ArgumentNullException>(() => new TransitionTableException("ticket", null!));
    }

    private static IReadOnlyList<string> Pairs(Action<TransitionTableBuilder<TicketStatus>> configure)
        => Problems(() => TransitionTable.Create("ticket", configure));

    private static IReadOnlyList<string> Triggers(Action<TransitionTableBuilder<TicketStatus, TicketTrigger>> configure)
        => Problems(() => TransitionTable.Create("ticket", configure));

    private static IReadOnlyList<string> Problems(Func<object> create)
        => Assert.Throws<TransitionTableException>(create).Problems;

    private sealed record Lookalike(int Id)
    {
        public override string ToString() => "same";
    }
}
