using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

/// <summary>The status of an entity in the words of Stateless.</summary>
public abstract class EntityStateMachineTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task It_tells_how_the_entity_is_now()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        var machine = db.Entry(ticket).StateMachine<TicketStatus, TicketTrigger>();

        var before = machine.ToString();
        ticket.Status = Opened;

        Assert.Equal("StateMachine { State = New, PermittedTriggers = { Open }}", before);
        Assert.Equal("StateMachine { State = Opened, PermittedTriggers = { Open, Resolve, Assign, Close }}", machine.ToString());
        Assert.Equal((Opened, true, false), (machine.State, machine.IsInState(Opened), machine.IsInState(New)));
        Assert.Same(TicketFlow.Table, machine.Table);
    }

    [Fact]
    public async Task Firing_changes_the_entity_and_leaves_the_history_to_the_save()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var machine = db.Entry(ticket).StateMachine<TicketStatus, TicketTrigger>();

        machine.Fire(Assign);
        machine.Fire(Open);
        machine.Fire(Close, new TransitionOptions { Reason = "twice", ReasonCode = "duplicate" });

        Assert.Equal(Closed, machine.State);
        Assert.Empty(app.Sql.Writes);
        await db.SaveChangesAsync();
        var rows = await app.RowsAsync<Ticket>(id);
        Assert.Equal("New Opened Opened Closed", await app.StatesAsync(id));
        Assert.Equal(("Close", "twice", "duplicate"), (rows[^1].Trigger, rows[^1].Reason, rows[^1].ReasonCode));
    }

    [Fact]
    public async Task What_is_not_permitted_is_refused_and_the_entity_stays_as_it_was()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var machine = db.Entry(ticket).StateMachine<TicketStatus, TicketTrigger>();

        var can = machine.CanFire(Resolve, out var unmetGuards);
        var violation = Refused(() => machine.Fire(Resolve));

        Assert.False(can);
        Assert.Empty(unmetGuards);
        Assert.Equal(("transition.not-permitted", New), (violation.Code, ticket.Status));
    }

    [Fact]
    public async Task Unmet_guards_are_told_in_words_or_by_their_codes()
    {
        var table = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .PermitIf<Ticket>(Open, Opened, x => x.Priority > 1, "priority.set", description: "a ticket has a priority")
                .PermitIf<Ticket>(Open, Resolved, x => x.Code != null, "code.set")
                .PermitIf<Ticket>(Open, Closed, x => x.Priority > 3, "urgent", description: "urgent")
                .IgnoreIf<Ticket>(Assign, x => x.Priority > 1, "priority.ignored", description: "low ones are assigned");
            t.Terminal(Opened, Resolved, Closed);
        });
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, table)), blocks: Alone);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        var machine = db.Entry(ticket).StateMachine<TicketStatus, TicketTrigger>();

        var open = machine.CanFire(Open, out var unmetOpen);
        var assign = machine.CanFire(Assign, out var unmetAssign);
        var violation = Refused(() => machine.Fire(Open));
        ticket.Priority = 2;
        var opened = machine.CanFire(Open, out var met);

        Assert.Equal((false, false, true), (open, assign, opened));
        Assert.Equal(["a ticket has a priority", "code.set", "urgent"], unmetOpen);
        Assert.Equal(["low ones are assigned"], unmetAssign);
        Assert.Empty(met);
        Assert.Equal(["priority.set", "code.set", "urgent"], Assert.IsType<IEnumerable<string>>(violation.Arguments["guards"], exactMatch: false));
        Assert.Equal(
            ["a ticket has a priority", "code.set", "urgent"],
            Assert.IsType<IEnumerable<string>>(violation.Arguments["reasons"], exactMatch: false));
        Assert.EndsWith("yet: priority.set (a ticket has a priority), code.set, urgent is not met.", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_that_needs_a_reason_is_permitted_and_refused_without_one()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var machine = db.Entry(await db.Tickets.SingleAsync()).StateMachine<TicketStatus, TicketTrigger>();

        var violation = Refused(() => machine.Fire(Close));

        Assert.Equal("transition.reason-required", violation.Code);
        Assert.True(machine.CanFire(Close));
        machine.Fire(Close, "done");
        Assert.Empty(machine.PermittedTriggers);
    }

    [Fact]
    public async Task Where_the_database_is_guarded_a_second_move_waits_and_says_why()
    {
        await using var app = await TestApplication.CreateAsync(database, InvariantFlow.InDatabase, blocks: Alone);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        var machine = db.Entry(ticket).StateMachine<TicketStatus, TicketTrigger>();
        machine.Fire(Open);

        var can = machine.CanFire(Resolve, out var unmetGuards);

        Assert.False(can);
        Assert.Contains("Call SaveChanges after each move", Assert.Single(unmetGuards), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_states_or_triggers_than_those_of_the_table_are_refused()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await using var db = app.Open();
        var entry = db.Add(new Ticket());

        var triggers = Assert.Throws<InvalidOperationException>(() => entry.StateMachine<TicketStatus, string>());
        var states = Assert.Throws<InvalidOperationException>(() => entry.StateMachine<string, TicketTrigger>());

        Assert.Contains(
            "has states of type TicketStatus and triggers of type TicketTrigger, not TicketStatus and string", triggers.Message, StringComparison.Ordinal);
        Assert.Contains("Ask for StateMachine of these types", states.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_without_a_state_says_so()
    {
        var flow = TransitionTable.Create<string, int>("slip", t =>
        {
            t.Initial("a");
            t.Configure("a").Permit(1, "b");
            t.Terminal("b");
        });
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Slip>().HasTransitions(x => x.State!, flow)), blocks: Alone);
        await using var db = app.Open();
        var machine = db.Add(new Slip()).StateMachine<string, int>();

        var failure = Assert.Throws<InvalidOperationException>(() => machine.State);

        Assert.Contains("Slip.State has no value, so there is no state. Set it to a.", failure.Message, StringComparison.Ordinal);
        Assert.False(machine.CanFire(1));
        Assert.False(machine.IsInState("a"));
        Assert.Equal("StateMachine { State = , PermittedTriggers = {  }}", machine.ToString());
    }
}

public sealed class EntityStateMachineSqliteTests(SqliteDatabase database) : EntityStateMachineTests<SqliteDatabase>(database);

public sealed class EntityStateMachinePostgresTests(PostgresDatabase database) : EntityStateMachineTests<PostgresDatabase>(database);
