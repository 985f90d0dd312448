using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;
using Stateless;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Machines of the library, one behavior at a time.</summary>
public sealed class ToTransitionTableTests
{
    [Fact]
    public void A_machine_transition_becomes_a_table_transition()
    {
        var machine = Machine();
        machine.Configure("new").Permit("close", "closed");

        var table = machine.ToTransitionTable("ticket", t => t.Initial("new").Terminal("closed").NoAsyncGuards());

        var way = Assert.Single(table.Transitions);
        Assert.Equal(("new", "close", "closed"), (way.From, way.Trigger, way.To));
        Assert.Equal("ticket", table.Name);
        Assert.True(table.IsInitial("new"));
        Assert.True(table.IsTerminal("closed"));
    }

    [Fact]
    public void Reentry_is_a_transition_to_the_same_state_and_ignored_and_internal_triggers_are_not()
    {
        var machine = Machine();
        machine.Configure("new").Permit("close", "closed")
            .PermitReentry("assign").Ignore("nudge").InternalTransition("note", () => { });

        var table = Table(machine, t => t.Terminal("closed"));

        Assert.True(Assert.Single(table.Find("new", "assign")).IsReentry);
        Assert.True(table.Ignores("new", "nudge"));
        Assert.True(table.Ignores("new", "note"));
        Assert.Empty(table.IgnoreGuards("new", "note"));
        Assert.Empty(table.Find("new", "note"));
    }

    [Fact]
    public void A_substate_inherits_the_transitions_of_its_superstates()
    {
        var machine = Machine();
        machine.Configure("new").Permit("start", "deep");
        machine.Configure("deep").SubstateOf("middle");
        machine.Configure("middle").SubstateOf("open").Permit("drop", "dropped");
        machine.Configure("open").Permit("close", "closed").Permit("drop", "closed");

        var table = Table(machine, t => t.Terminal("closed", "dropped"));

        Assert.Equal("closed", Assert.Single(table.Find("deep", "close")).To);
        Assert.Equal("dropped", Assert.Single(table.Find("deep", "drop")).To);
        Assert.Equal(["new", "deep", "dropped", "closed"], table.States);
    }

    [Fact]
    public void A_transition_of_the_superstate_to_the_current_substate_does_nothing()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open");
        machine.Configure("assigned").SubstateOf("open");
        machine.Configure("open").Permit("wait", "waiting").Permit("assign", "assigned").Permit("close", "closed");

        var table = Table(machine, t => t.Terminal("closed"), "waiting");
        machine.Fire("wait");

        Assert.Equal("waiting", machine.State);
        Assert.True(table.Ignores("waiting", "wait"));
        Assert.Empty(table.Find("waiting", "wait"));
        Assert.Equal("waiting", Assert.Single(table.Find("assigned", "wait")).To);
    }

    [Fact]
    public void Reentry_of_the_superstate_leads_from_a_substate_to_the_superstate()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open");
        machine.Configure("open").PermitReentry("restart").Permit("close", "closed");

        var table = Table(machine, t => t.Terminal("closed").NoInitialTransition("open"), "waiting");
        machine.Fire("restart");

        Assert.Equal("open", machine.State);
        Assert.Equal("open", Assert.Single(table.Find("waiting", "restart")).To);
        Assert.True(Assert.Single(table.Find("open", "restart")).IsReentry);
    }

    [Fact]
    public void An_initial_transition_that_leads_back_is_a_reentry()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open");
        machine.Configure("open").InitialTransition("waiting").PermitReentry("restart").Permit("close", "closed");

        var table = Table(machine, t => t.Terminal("closed").InitialTransition("open", "waiting"), "waiting");
        machine.Fire("restart");

        Assert.Equal("waiting", machine.State);
        Assert.True(Assert.Single(table.Find("waiting", "restart")).IsReentry);
    }

    [Fact]
    public void The_guard_of_a_substate_takes_precedence_over_its_superstate()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open").PermitIf("close", "dropped", () => true, "cheap");
        machine.Configure("open").Permit("close", "closed");

        var table = Table(machine, t => t.Terminal("closed", "dropped").Guard<Ticket>("cheap", x => x.Priority == 0), "waiting");

        var ways = table.Find("waiting", "close");
        Assert.Equal([("dropped", "cheap"), ("closed", "not cheap")], ways.Select(x => (x.To, x.Guard!.Code)));
        Assert.Equal([true, false], ways.Select(x => x.Guard!.IsMet(new Ticket { Priority = 0 })));
        Assert.Equal([false, true], ways.Select(x => x.Guard!.IsMet(new Ticket { Priority = 1 })));
    }

    [Fact]
    public void An_unguarded_transition_of_a_substate_hides_those_of_its_superstate()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open").Ignore("close").Permit("leave", "closed");
        machine.Configure("open").Permit("close", "closed");

        var table = Table(machine, t => t.Terminal("closed"), "waiting");

        Assert.True(table.Ignores("waiting", "close"));
        Assert.Empty(table.Find("waiting", "close"));
    }

    [Fact]
    public void When_two_guards_are_met_both_the_table_and_the_machine_reject_the_trigger()
    {
        var machine = Machine();
        machine.Configure("new")
            .PermitIf("close", "dropped", () => true, "cheap").PermitIf("close", "closed", () => true, "owned");

        var table = Table(machine, t => t.Terminal("closed", "dropped")
            .Guard<Ticket>("cheap", x => x.Priority == 0).Guard<Ticket>("owned", x => x.Owner != null));

        var ways = table.Find("new", "close");
        Assert.Throws<InvalidOperationException>(() => machine.Fire("close"));
        Assert.All(ways, x => Assert.False(x.Guard!.IsMet(new Ticket { Priority = 0, Owner = "somebody" })));
        Assert.Equal([true, false], ways.Select(x => x.Guard!.IsMet(new Ticket { Priority = 0 })));
    }

    [Fact]
    public void Two_unguarded_transitions_are_reported_before_they_fail()
    {
        var machine = Machine();
        machine.Configure("new").Permit("close", "dropped").Permit("close", "closed");

        var problem = Assert.Single(Problems(machine, t => t.Initial("new").Terminal("closed", "dropped").NoAsyncGuards()));

        Assert.Throws<InvalidOperationException>(() => machine.Fire("close"));
        Assert.Equal("trigger.ambiguous", problem.Code);
    }

    [Fact]
    public void A_guard_is_identified_by_its_description_or_method_name()
    {
        var machine = Machine();
        machine.Configure("new")
            .PermitIf("close", "closed", () => true, "has owner")
            .PermitIf("drop", "closed", IsCheap)
            .PermitIf("lose", "closed", () => true)
            .PermitIf("both", "closed", [new(() => true, "has owner"), new(IsCheap, null)]);

        var problems = Problems(machine, t => t.Initial("new").Terminal("closed").NoAsyncGuards()
            .OpenGuards("has owner", nameof(IsCheap)));
        var table = Table(machine, t => t.Terminal("closed").OpenGuards());

        Assert.Equal(("guard.missing", "state 'new', trigger 'lose'"), (Assert.Single(problems).Code, problems[0].Place));
        Assert.Equal(
            ["has owner", "IsCheap", "Function", "has owner and IsCheap"], table.Transitions.Select(x => x.Guard!.Code));
        Assert.Equal(
            ["has owner", null, null, "has owner and IsCheap"], table.Transitions.Select(x => x.Guard!.Description));
    }

    [Fact]
    public void A_guarded_ignore_applies_while_its_guard_is_met()
    {
        var machine = Machine("waiting");
        machine.Configure("waiting").SubstateOf("open").IgnoreIf("close", () => false, "busy")
            .InternalTransitionIf("note", _ => true, () => { }, "noting");
        machine.Configure("open").Permit("close", "closed");

        var table = Table(
            machine,
            t => t.Terminal("closed").Guard<Ticket>("busy", x => x.Priority > 5).Guard<Ticket>("noting", x => x.Owner != null),
            "waiting");

        Assert.True(Assert.Single(table.IgnoreGuards("waiting", "close")).IsMet(new Ticket { Priority = 9 }));
        Assert.False(Assert.Single(table.Find("waiting", "close")).Guard!.IsMet(new Ticket { Priority = 9 }));
        Assert.True(Assert.Single(table.Find("waiting", "close")).Guard!.IsMet(new Ticket { Priority = 1 }));
        Assert.Equal("noting", Assert.Single(table.IgnoreGuards("waiting", "note")).Code);
    }

    [Fact]
    public void Triggers_with_parameters_are_supported()
    {
        var machine = Machine();
        var assign = machine.SetTriggerParameters<string>("assign");
        var note = machine.SetTriggerParameters<string>("note");
        machine.Configure("new")
            .PermitIf(assign, "assigned", name => name.Length > 0, "a name").InternalTransition(note, (_, _) => { });
        machine.Configure("assigned").Permit("close", "closed");

        var problem = Assert.Single(Problems(machine, t => t
            .Initial("new").Terminal("closed").NoAsyncGuards().OpenGuards("a name")));
        var table = Table(machine, t => t.Terminal("closed").OpenGuards("a name").Unguarded("new", "note", "new"));

        Assert.Equal(("guard.missing", "state 'new', trigger 'note'"), (problem.Code, problem.Place));
        Assert.Equal("a name", Assert.Single(table.Find("new", "assign")).Guard!.Code);
        Assert.True(table.Ignores("new", "note"));
        Assert.Empty(table.IgnoreGuards("new", "note"));
    }

    [Fact]
    public void A_table_built_from_a_machine_in_another_state_is_the_same()
    {
        var status = "assigned";
        var machine = new StateMachine<string, string>(() => status, x => status = x);
        machine.Configure("new").Permit("assign", "assigned");
        machine.Configure("assigned").Permit("close", "closed");

        var problem = Assert.Single(Problems(machine, t => t.Terminal("closed").NoAsyncGuards()));
        var table = Table(machine, t => t.Terminal("closed"));
        machine.Fire("close");

        Assert.Contains("created in 'assigned'", problem.Problem, StringComparison.Ordinal);
        Assert.Equal(["new"], table.InitialStates);
        Assert.Equal(table.Hash, Table(machine, t => t.Terminal("closed")).Hash);
    }

    [Fact]
    public void Building_a_table_runs_no_code_and_changes_nothing()
    {
        var runs = 0;
        var machine = Machine();
        machine.Configure("new").PermitIf("close", "closed", () => ++runs > 0, "counting").OnExit(() => runs++)
            .PermitDynamic("route", () => { runs++; return "closed"; });
        machine.Configure("closed").OnEntry(() => runs++);

        Table(machine, t => t.Terminal("closed").OpenGuards().Dynamic("new", "route", "closed").EntryFiresNothing());

        Assert.Equal(0, runs);
        Assert.Equal("new", machine.State);
        Assert.Equal(2, machine.GetInfo().States.Count());
    }

    [Fact]
    public void An_entry_action_that_fires_must_be_declared()
    {
        var machine = Machine();
        machine.Configure("new").Permit("check", "checked");
        machine.Configure("checked").OnEntry(() => machine.Fire("approve")).Permit("approve", "approved");

        var problem = Assert.Single(Problems(machine, t => t.Initial("new").Terminal("approved").NoAsyncGuards()));
        var table = Table(machine, t => t.Terminal("approved").EntryLeadsTo("checked", "approved").AllowUnreachable());
        machine.Fire("check");

        Assert.Equal("entry.unsaid", problem.Code);
        Assert.Equal(machine.State, Assert.Single(table.Find("new", "check")).To);
    }

    [Fact]
    public void Null_arguments_throw()
    {
        var machine = Machine();

        Assert.Throws<ArgumentNullException>(() => ((StateMachine<string, string>)null!).ToTransitionTable("t", _ => { }));
        Assert.Throws<ArgumentNullException>(() => machine.ToTransitionTable(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => machine.ToTransitionTable("t", null!));
    }

    [Fact]
    public void A_machine_without_configuration_throws()
    {
        var problems = Problems(Machine(), t => t.Initial("new"));

        Assert.Contains(problems, x => x.Code == "state.unknown");
    }

    private static bool IsCheap() => true;

    private static StateMachine<string, string> Machine(string state = "new") => new(state);

    private static TransitionTable<string, string> Table(
        StateMachine<string, string> machine, Action<StateMachineTableBuilder<string, string>> say, string initial = "new")
        => machine.ToTransitionTable("ticket", t =>
        {
            t.Initial(initial).NoAsyncGuards();
            if (initial != "new")
            {
                t.AllowUnreachable();
            }

            say(t);
        });

    private static IReadOnlyList<StateMachineDiagnostic> Problems(
        StateMachine<string, string> machine, Action<StateMachineTableBuilder<string, string>> say)
        => Assert.Throws<StateMachineTableException>(() => machine.ToTransitionTable("ticket", say)).Diagnostics;
}
