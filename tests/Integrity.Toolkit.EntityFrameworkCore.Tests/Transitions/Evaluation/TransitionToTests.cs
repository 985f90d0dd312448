using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class TransitionToTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task TransitionTo_is_saved_like_firing_the_matching_trigger()
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
    public async Task TransitionTo_a_state_that_is_not_permitted_is_rejected_and_changes_nothing()
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
    public async Task TransitionTo_the_current_state_of_a_new_entity_sets_the_reason_of_its_first_entry()
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
    public async Task A_new_entity_cannot_start_in_a_state_that_is_not_initial()
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
    public async Task TransitionTo_the_current_state_does_nothing_without_permitted_reentry()
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
    public async Task TransitionTo_the_current_state_is_a_transition_with_permitted_reentry()
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
    public async Task A_state_of_another_type_throws_and_names_both_types()
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
    public async Task The_next_transitions_are_listed_with_their_violations()
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
    public async Task A_terminal_state_has_no_next_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        Assert.Empty(db.Entry(ticket).GetPossibleTransitions());
    }

    [Fact]
    public async Task The_effective_table_can_be_drawn_with_the_current_state()
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

public sealed class TransitionToSqliteTests(SqliteDatabase database) : TransitionToTests<SqliteDatabase>(database);

public sealed class TransitionToPostgresTests(PostgresDatabase database) : TransitionToTests<PostgresDatabase>(database);

public sealed class TransitionToSqliteLedgerTests(SqliteLedgerDatabase database) : TransitionToTests<SqliteLedgerDatabase>(database);

public sealed class TransitionToPostgresLedgerTests(PostgresLedgerDatabase database) : TransitionToTests<PostgresLedgerDatabase>(database);

public sealed class TransitionToSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : TransitionToTests<SqliteSharedHistoryDatabase>(database);

public sealed class TransitionToPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : TransitionToTests<PostgresSharedHistoryDatabase>(database);
