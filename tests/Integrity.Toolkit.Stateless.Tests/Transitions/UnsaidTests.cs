using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>What a machine does not expose must be declared, and the diagnostic names the declaration.</summary>
public sealed class UnsaidTests
{
    [Fact]
    public void The_initial_state_must_be_declared_because_the_machine_can_be_in_any_state()
    {
        var machine = new PaperMachine().Permit("assigned", "close", "closed");

        var problem = machine.Problem(t => t.Terminal("closed"));

        Assert.Equal(("initial.missing", "the machine"), (problem.Code, problem.Place));
        Assert.Contains("'assigned'", problem.Problem, StringComparison.Ordinal);
        Assert.StartsWith("call Initial(state)", problem.Remedy);
    }

    [Fact]
    public void Terminal_states_must_be_declared_so_that_missing_transitions_are_detected()
    {
        var machine = new PaperMachine().Permit("new", "open", "open").Permit("open", "close", "closed").Permit("open", "wait", "waiting");

        var problems = machine.Problems(t => t.Initial("new"));

        Assert.Equal(["terminal.missing", "terminal.missing"], problems.Select(x => x.Code));
        Assert.Equal(["state 'closed'", "state 'waiting'"], problems.Select(x => x.Place));
        Assert.StartsWith("call Terminal(closed)", problems[0].Remedy);
    }

    [Fact]
    public void The_destinations_of_a_dynamic_transition_must_be_declared()
    {
        var machine = new PaperMachine().Dynamic("new", "route").Permit("low", "close", "closed").Permit("high", "close", "closed");

        var problem = machine.Problem(t => t.Initial("new").Terminal("closed"));
        var table = machine.ToTable(t => t.Initial("new").Terminal("closed").Dynamic("new", "route", "low", "high"));

        Assert.Equal(("dynamic.missing", "state 'new', trigger 'route'"), (problem.Code, problem.Place));
        Assert.StartsWith("call Dynamic(new, route, to, ...)", problem.Remedy);
        Assert.Equal(["low", "high"], table.Next("new"));
        Assert.All(table.Find("new", "route"), x => Assert.True(x.Guard!.IsOpen));
        Assert.Equal(["Route chooses low", "Route chooses high"], table.Find("new", "route").Select(x => x.Guard!.Code));
    }

    [Fact]
    public void A_single_destination_needs_no_guard()
    {
        var machine = new PaperMachine().Dynamic("new", "route").Permit("low", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed").Dynamic("new", "route", "low"));

        Assert.Null(Assert.Single(table.Find("new", "route")).Guard);
    }

    [Fact]
    public void A_dynamic_transition_can_lead_back_to_its_source()
    {
        var machine = new PaperMachine().Dynamic("new", "route").Permit("new", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed").Dynamic("new", "route", "new", "closed"));

        Assert.True(table.Find("new", "route")[0].IsReentry);
    }

    [Fact]
    public void Destinations_described_in_the_machine_are_found_by_their_text()
    {
        var machine = new PaperMachine()
            .Dynamic("new", "route", new("low", "small"), new("high", ""))
            .Permit("low", "close", "closed").Permit("high", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed"));

        Assert.Equal(["low", "high"], table.Next("new"));
        Assert.Equal(["small", "Route chooses high"], table.Find("new", "route").Select(x => x.Guard!.Code));
    }

    [Fact]
    public void A_destination_with_an_unknown_text_must_be_declared()
    {
        var known = new Dictionary<Level, IReadOnlyList<MachineBehaviour<Level, int>>>
        {
            [new Level(1)] = [new(7, BehaviourKind.Dynamic, new Level(1), [])
            {
                Selector = "Route",
                Possible = [new("level 2", ""), new("level 3", ""), new("level 2", "")],
            }],
            [new Level(2)] = [],
        };
        var model = new MachineModel<Level, int>(
            [.. known.Select(x => new MachineState<Level, int>(x.Key, x.Value))], new Dictionary<Level, Level>(), new(1), false, []);
        var builder = new StateMachineTableBuilder<Level, int>().Initial(new Level(1)).Terminal(new Level(2));

        var exception = Assert.Throws<StateMachineTableException>(() => MachineCompilation.Compile(model, "l", builder.Statements));

        var problem = Assert.Single(exception.Diagnostics);
        Assert.Equal("dynamic.unreadable", problem.Code);
        Assert.Contains("'level 3' matches no state", problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dynamic_transition_can_have_conditions_and_the_first_one_met_applies()
    {
        var machine = new PaperMachine().Dynamic("new", "route").Permit("low", "close", "closed").Permit("high", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .DynamicIf<Ticket>("new", "route", "high", x => x.Priority > 5, "priority.high")
            .Dynamic("new", "route", "low"));

        var ways = table.Find("new", "route");
        Assert.Equal(["priority.high", "not priority.high"], ways.Select(x => x.Guard!.Code));
        Assert.Equal([true, false], ways.Select(x => x.Guard!.IsMet(new Ticket { Priority = 9 })));
        Assert.Equal([false, true], ways.Select(x => x.Guard!.IsMet(new Ticket { Priority = 1 })));
        Assert.All(ways, x => Assert.False(x.Guard!.IsOpen));
    }

    [Fact]
    public void The_initial_transition_of_a_superstate_must_be_declared_or_excluded()
    {
        var machine = new PaperMachine().State("waiting", superstate: "open")
            .Permit("new", "start", "open").Permit("open", "close", "closed");

        var problem = machine.Problem(t => t.Initial("new").Terminal("closed"));
        var landing = machine.ToTable(t => t.Initial("new").Terminal("closed").InitialTransition("open", "waiting"));
        var resting = machine.ToTable(t => t.Initial("new").Terminal("closed").NoInitialTransition("open").AllowUnreachable());

        Assert.Equal(("initial-transition.missing", "state 'open'"), (problem.Code, problem.Place));
        Assert.Contains("InitialTransition(open, substate)", problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(["waiting"], landing.Next("new"));
        Assert.False(landing.Contains("open"));
        Assert.Equal(["open"], resting.Next("new"));
    }

    [Fact]
    public void Asynchronous_guards_must_be_declared_or_excluded_where_the_library_hides_them()
    {
        var machine = new PaperMachine().HidingAsyncGuards().Permit("new", "close", "closed").Permit("checked", "close", "closed");

        var problem = machine.Problem(t => t.Initial("new", "checked").Terminal("closed"));
        var without = machine.ToTable(t => t.Initial("new", "checked").Terminal("closed").NoAsyncGuards());
        var with = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .PermitIfAsync("new", "check", "checked", "registry agrees")
            .PermitIfAsync("new", "again", "new", "registry is up")
            .OpenGuards("registry agrees", "registry is up"));

        Assert.Equal("async.unsaid", problem.Code);
        Assert.Empty(without.Find("new", "check"));
        Assert.Equal("registry agrees", Assert.Single(with.Find("new", "check")).Guard!.Code);
        Assert.True(Assert.Single(with.Find("new", "again")).IsReentry);
    }

    [Fact]
    public void An_asynchronous_guard_exposed_by_the_library_is_counted_once()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "registry agrees");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .PermitIfAsync("new", "close", "closed", "registry agrees").Guard<Ticket>("registry agrees", x => x.Owner != null));

        Assert.True(Assert.Single(table.Find("new", "close")).Guard!.IsMet(new Ticket { Owner = "somebody" }));
    }

    [Fact]
    public void Transitions_fired_by_entry_actions_must_be_declared()
    {
        var machine = new PaperMachine().State("checked", acts: true)
            .Permit("new", "check", "checked").Permit("checked", "approve", "approved");

        var problem = machine.Problem(t => t.Initial("new").Terminal("approved"));
        var quiet = machine.ToTable(t => t.Initial("new").Terminal("approved").EntryFiresNothing());
        var firing = machine.ToTable(t => t.Initial("new").Terminal("approved")
            .EntryLeadsTo("checked", "approved").AllowUnreachable());

        Assert.Equal(("entry.unsaid", "states checked"), (problem.Code, problem.Place));
        Assert.Equal(["checked"], quiet.Next("new"));
        Assert.Equal(["approved"], firing.Next("new"));
    }

    [Fact]
    public void The_condition_of_a_guard_must_be_declared_or_left_open()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "has owner").Permit("new", "drop", "closed", "<Function>");

        var problems = machine.Problems(t => t.Initial("new").Terminal("closed"));
        var open = machine.ToTable(t => t.Initial("new").Terminal("closed").OpenGuards());
        var known = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .Guard<Ticket>("has owner", x => x.Owner != null, "owner.required")
            .Guard<Ticket>("new", "drop", "closed", x => x.Priority == 0, "priority.none"));

        Assert.Equal(["guard.missing", "guard.missing"], problems.Select(x => x.Code));
        Assert.Contains("the guard 'has owner'", problems[0].Problem, StringComparison.Ordinal);
        Assert.Contains("Guard<TEntity>(\"has owner\", x => ...)", problems[0].Remedy, StringComparison.Ordinal);
        Assert.StartsWith("a guard without a description", problems[1].Problem);
        Assert.Equal(["has owner", "Function"], open.Transitions.Select(x => x.Guard!.Code));
        Assert.All(open.Transitions, x => Assert.True(x.Guard!.IsOpen));
        Assert.Equal(["owner.required", "priority.none"], known.Transitions.Select(x => x.Guard!.Code));
        Assert.False(known.Transitions[0].Guard!.IsMet(new Ticket()));
        Assert.True(known.Transitions[1].Guard!.IsMet(new Ticket()));
    }

    [Fact]
    public void All_missing_declarations_are_reported_together()
    {
        var machine = new PaperMachine().HidingAsyncGuards()
            .State("waiting", superstate: "open", acts: true)
            .Permit("new", "start", "open", "has owner")
            .Dynamic("open", "route")
            .Permit("open", "close", "closed");

        var exception = Assert.Throws<StateMachineTableException>(() => machine.ToTable(_ => { }));

        Assert.Equal("paper", exception.Table);
        Assert.Equal(
            ["async.unsaid", "guard.missing", "dynamic.missing", "entry.unsaid", "initial-transition.missing", "initial.missing"],
            exception.Diagnostics.Select(x => x.Code));
        Assert.StartsWith("The state machine cannot be converted to transition table 'paper': 6 problems.", exception.Message);
        Assert.All(exception.Diagnostics, x => Assert.Contains($"- {x}", exception.Message, StringComparison.Ordinal));
        Assert.All(exception.Diagnostics, x => Assert.Equal($"{x.Code} at {x.Place}: {x.Problem}; {x.Remedy}.", x.ToString()));
    }

    [Fact]
    public void An_exception_has_at_least_one_diagnostic()
    {
        Assert.Throws<ArgumentException>(() => new StateMachineTableException("t", []));
        Assert.Throws<ArgumentNullException>(() => new StateMachineTableException(null!, [new("c", "p", "a", "b")]));
        Assert.Throws<ArgumentNullException>(() => new StateMachineTableException("t", null!));
        Assert.EndsWith("cannot be converted to transition table 't': c at p: a; b.", new StateMachineTableException("t", [new("c", "p", "a", "b")]).Message);
    }

    private sealed record Level(int Number)
    {
        public override string ToString() => $"level {Number}";
    }
}
