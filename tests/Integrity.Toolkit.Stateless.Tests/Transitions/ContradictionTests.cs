using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Internal;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Declarations must match the machine.</summary>
public sealed class ContradictionTests
{
    private static readonly PaperMachine Desk = new PaperMachine()
        .State("waiting", superstate: "open").State("deep", superstate: "waiting")
        .Permit("new", "start", "open").Permit("open", "close", "closed", "agreed").Dynamic("waiting", "route");

    [Fact]
    public void Unknown_states_and_triggers_are_reported()
    {
        var problems = Desk.Problems(t => Say(t).Initial("nwe").Terminal("done").RequireReason("clsoe")
            .PermitIfAsync("oben", "x", "closed", "agreed").EntryLeadsTo("etnry", "closed"));

        Assert.Equal(
            ["state.unknown", "entry.wrong", "state.unknown", "state.unknown", "trigger.unknown"], problems.Select(x => x.Code));
        Assert.StartsWith("PermitIfAsync(oben, x) in ContradictionTests.cs:", problems[0].Place);
        Assert.Equal(
            ["Initial(nwe)", "Terminal(done)", "RequireReason(clsoe)"], problems.Skip(2).Select(x => x.Place));
    }

    [Fact]
    public void An_initial_transition_must_lead_to_one_substate()
    {
        var problems = Desk.Problems(t => Say(t)
            .InitialTransition("open", "deep").InitialTransition("open", "waiting")
            .InitialTransition("waiting", "deep").NoInitialTransition("waiting", "closed"));

        Assert.All(problems, x => Assert.Equal("initial-transition.wrong", x.Code));
        Assert.Equal(
            [
                "'deep' is not a substate of 'open'",
                "the superstate already has another one",
                "it contradicts NoInitialTransition",
                "'closed' has no substates",
            ],
            problems.Select(x => x.Problem));
        Assert.StartsWith("InitialTransition(open, deep) in ContradictionTests.cs:", problems[0].Place);
    }

    [Fact]
    public void Endless_or_duplicate_entry_transitions_are_rejected()
    {
        var endless = Desk.Problems(t => Say(t).EntryLeadsTo("closed", "new").EntryLeadsTo("new", "closed"));
        var twice = Desk.Problems(t => Say(t).EntryLeadsTo("closed", "new").EntryLeadsTo("closed", "new"));

        Assert.Contains(endless, x => x.Problem == "the entry actions form a cycle");
        Assert.Contains(twice, x => x.Problem == "the destination of this state is already declared");
    }

    [Fact]
    public void A_dynamic_transition_is_identified_by_the_state_that_configures_it()
    {
        var problem = Desk.Problem(t => Say(t).Dynamic("deep", "route", "closed"));

        Assert.Equal(("dynamic.unknown", "Dynamic(deep, route)"), (problem.Code, problem.Place));
        Assert.Contains("not one of its substates", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_guards_are_reported()
    {
        var problems = Desk.Problems(t => Say(t)
            .Guard<Ticket>("aggreed", x => true).OpenGuards("agred")
            .Guard<Ticket>("waiting", "close", "closed", x => true, "c").Unguarded("new", "start", "closed"));

        Assert.All(problems, x => Assert.Equal("guard.unknown", x.Code));
        Assert.Equal(4, problems.Count);
        Assert.StartsWith("Guard(\"aggreed\") in ContradictionTests.cs:", problems[0].Place);
        Assert.Equal("OpenGuards(\"agred\")", problems[1].Place);
        Assert.StartsWith("Guard(waiting, close, closed) in", problems[2].Place);
        Assert.StartsWith("Unguarded(new, start, closed) in", problems[3].Place);
    }

    [Fact]
    public void Of_two_transitions_an_unguarded_one_is_ambiguous()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed").Permit("new", "close", "dropped", "agreed");

        var problem = machine.Problem(t => t.Initial("new").Terminal("closed", "dropped").OpenGuards());

        Assert.Equal(("trigger.ambiguous", "state 'new', trigger 'close'"), (problem.Code, problem.Place));
    }

    [Fact]
    public void A_state_declared_terminal_must_have_no_outgoing_transitions()
    {
        var problem = Desk.Problem(t => Say(t).Terminal("waiting"));

        Assert.Equal(("terminal.left", "Terminal(waiting)"), (problem.Code, problem.Place));
        Assert.Equal("trigger 'route' leads from it to 'closed'", problem.Problem);
    }

    [Fact]
    public void An_unreachable_state_is_rejected_or_kept_on_request()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed").Permit("imported", "close", "closed");

        var problem = machine.Problem(t => t.Initial("new").Terminal("closed"));
        var table = machine.ToTable(t => t.Initial("new").Terminal("closed").AllowUnreachable());

        Assert.Equal(("state.unreachable", "state 'imported'"), (problem.Code, problem.Place));
        Assert.True(table.Permits("imported", "closed"));
    }

    [Fact]
    public void An_unreachable_superstate_is_omitted_unless_requested()
    {
        var machine = new PaperMachine().State("waiting", superstate: "open")
            .Permit("new", "start", "waiting").Permit("open", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed"));
        var all = machine.ToTable(t => t.Initial("new").Terminal("closed").AllowUnreachable());
        var imported = machine.ToTable(t => t.Initial("new", "open").Terminal("closed"));

        Assert.Equal(["new", "waiting", "closed"], table.States);
        Assert.True(table.Permits("waiting", "closed"));
        Assert.True(all.Contains("open"));
        Assert.True(imported.IsInitial("open"));
    }

    [Fact]
    public void Conditions_combined_in_one_transition_must_be_about_the_same_entity_type()
    {
        var machine = new PaperMachine().State("waiting", superstate: "open")
            .Permit("new", "start", "waiting")
            .Permit("waiting", "close", "dropped", "cheap").Permit("open", "close", "closed", "agreed");

        var problems = machine.Problems(t => t.Initial("new").Terminal("closed", "dropped")
            .Guard<Ticket>("cheap", x => x.Priority == 0).Guard<string>("agreed", x => x.Length > 0));
        var derived = machine.ToTable(t => t.Initial("new").Terminal("closed", "dropped")
            .Guard<Ticket>("cheap", x => x.Priority == 0).Guard<UrgentTicket>("agreed", x => x.Caller.Length > 0));

        Assert.Equal("guard.types", Assert.Single(problems.DistinctBy(x => x.Code)).Code);
        var guard = derived.Find("waiting", "close")[1].Guard!;
        Assert.Equal(typeof(UrgentTicket), guard.EntityType);
        Assert.True(guard.IsMet(new UrgentTicket { Priority = 1, Caller = "x" }));
        Assert.False(guard.IsMet(new UrgentTicket { Priority = 0, Caller = "x" }));
        Assert.False(guard.IsMet(new UrgentTicket { Priority = 1 }));
    }

    [Fact]
    public void Problems_reported_by_the_table_are_included_with_the_rest()
    {
        var model = new MachineModel<Combined, int>(
            [new(Combined.One, [new(1, BehaviourKind.Permit, Combined.Two, [])]), new(Combined.Two, [])],
            new Dictionary<Combined, Combined>(), Combined.One, false, []);

        var unsaid = Assert.Throws<StateMachineTableException>(() => MachineCompilation.Compile(
            model, "combined", new StateMachineTableBuilder<Combined, int>().Terminal(Combined.Two).Statements));
        var said = Assert.Throws<StateMachineTableException>(() => MachineCompilation.Compile(
            model, "combined", new StateMachineTableBuilder<Combined, int>().Initial(Combined.One).Terminal(Combined.Two).Statements));

        Assert.Equal(["initial.missing", "table"], unsaid.Diagnostics.Select(x => x.Code));
        Assert.Equal("Combined is a [Flags] enum, whose values combine", Assert.Single(said.Diagnostics).Problem);
        Assert.Equal("use an enum with one value per state", said.Diagnostics[0].Remedy);
    }

    [Fact]
    public void Null_arguments_of_the_builder_throw()
    {
        var t = new StateMachineTableBuilder<string, string>();

        Assert.Throws<ArgumentNullException>(() => t.Initial(null!));
        Assert.Throws<ArgumentNullException>(() => t.Initial("a", null!));
        Assert.Throws<ArgumentNullException>(() => t.Terminal("a", [null!]));
        Assert.Throws<ArgumentNullException>(() => t.InitialTransition("a", null!));
        Assert.Throws<ArgumentNullException>(() => t.NoInitialTransition(null!));
        Assert.Throws<ArgumentNullException>(() => t.Dynamic("a", "x", null!));
        Assert.Throws<ArgumentNullException>(() => t.DynamicIf<Ticket>("a", "x", "b", null!, "c"));
        Assert.Throws<ArgumentNullException>(() => t.PermitIfAsync("a", "x", "b", null!));
        Assert.Throws<ArgumentNullException>(() => t.Guard<Ticket>(null!, x => true));
        Assert.Throws<ArgumentNullException>(() => t.Guard<Ticket>("a", "x", "b", x => true, null!));
        Assert.Throws<ArgumentNullException>(() => t.Unguarded("a", null!, "b"));
        Assert.Throws<ArgumentNullException>(() => t.OpenGuards(null!));
        Assert.Throws<ArgumentNullException>(() => t.EntryLeadsTo("a", null!));
        Assert.Throws<ArgumentNullException>(() => t.RequireReason(null!));
    }

    private static StateMachineTableBuilder<string, string> Say(StateMachineTableBuilder<string, string> t)
    {
        t.Initial("new").Terminal("closed").OpenGuards().Dynamic("waiting", "route", "closed").AllowUnreachable();

        return t.Statements.Landings.Count > 0 ? t : t.InitialTransition("open", "waiting").NoInitialTransition("waiting");
    }

    [Flags]
    private enum Combined
    {
        One = 1,
        Two = 2,
    }

    private sealed class UrgentTicket : Ticket
    {
        public string Caller { get; set; } = "";
    }
}
