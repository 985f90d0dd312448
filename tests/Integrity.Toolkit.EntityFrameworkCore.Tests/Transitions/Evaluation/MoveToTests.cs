using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class MoveToTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Moving_to_a_state_is_written_as_fired_with_the_trigger_that_leads_there()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).TransitionTo(Opened, "called back");
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal((TransitionOrigin.Fired, "Open", "called back"), (row.Origin, row.Trigger, row.Reason));
    }

    [Fact]
    public async Task Moving_off_the_table_is_refused_and_changes_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var asked = db.Entry(ticket).CanTransitionTo(Resolved);
        var violation = Refused(() => db.Entry(ticket).TransitionTo(Resolved));

        Assert.Equal("transition.not-permitted", Assert.Single(asked.Violations).Code);
        Assert.Equal(("New", "Resolved"), (violation.Arguments["from"], violation.Arguments["to"]));
        Assert.Equal((New, EntityState.Unchanged), (ticket.Status, db.Entry(ticket).State));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task Moving_a_new_entity_to_the_state_it_has_is_its_beginning_with_a_reason()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();

        db.Add(ticket);
        db.Entry(ticket).TransitionTo(New, "imported");
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
        var first = (await app.RowsAsync<Ticket>(ticket.Id))[0];
        Assert.Equal(("imported", TransitionOrigin.Fired), (first.Reason, first.Origin));
    }

    [Fact]
    public async Task A_new_entity_cannot_begin_in_a_state_that_is_not_initial()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket { Status = Resolved };
        db.Add(ticket);

        var asked = db.Entry(ticket).CanTransitionTo(Resolved);
        var violation = Refused(() => db.Entry(ticket).TransitionTo(Resolved));

        Assert.Equal("transition.not-initial", Assert.Single(asked.Violations).Code);
        Assert.Equal("transition.not-initial", violation.Code);
    }

    [Fact]
    public async Task Moving_to_the_state_it_has_is_no_move_where_reentry_is_not_permitted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).TransitionTo(New);
        await db.SaveChangesAsync();

        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Moving_to_the_state_it_has_is_a_move_where_reentry_is_permitted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).TransitionTo(Opened);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_state_of_another_type_is_an_error_that_names_both_types()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).TransitionTo("Opened"));

        Assert.Contains("TicketStatus", failure.Message, StringComparison.Ordinal);
        Assert.Contains("string", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_next_steps_are_the_ways_out_with_what_stands_in_the_way()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 9);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var steps = db.Entry(ticket).GetPossibleTransitions();

        Assert.Equal(
            [("Resolve", false), ("Assign", true), ("Close", true)],
            steps.Select(step => (step.Transition.TriggerText!, step.Check.IsAllowed)));
        Assert.True(steps[2].Transition.RequiresReason);
        Assert.Equal("transition.guard", Assert.Single(steps[0].Check.Violations).Code);
    }

    [Fact]
    public async Task At_an_end_there_are_no_next_steps()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        Assert.Empty(db.Entry(ticket).GetPossibleTransitions());
    }

    [Fact]
    public async Task The_table_in_force_draws_itself_with_the_present_state()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var drawing = db.Entry(ticket).TransitionTable().ToMermaid(ticket.Status);

        Assert.Equal(TicketFlow.Table.ToMermaid(Opened), drawing);
        Assert.StartsWith("stateDiagram", drawing, StringComparison.Ordinal);
    }
}

public sealed class MoveToSqliteTests(SqliteDatabase database) : MoveToTests<SqliteDatabase>(database);

public sealed class MoveToPostgresTests(PostgresDatabase database) : MoveToTests<PostgresDatabase>(database);

public sealed class MoveToSqliteLedgerTests(SqliteLedgerDatabase database) : MoveToTests<SqliteLedgerDatabase>(database);

public sealed class MoveToPostgresLedgerTests(PostgresLedgerDatabase database) : MoveToTests<PostgresLedgerDatabase>(database);

public sealed class MoveToSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : MoveToTests<SqliteSharedHistoryDatabase>(database);

public sealed class MoveToPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : MoveToTests<PostgresSharedHistoryDatabase>(database);
