using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class AssignedStatusTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_illegal_assignment_is_rejected_before_any_sql(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        app.Sql.Commands.Clear();

        ticket.Status = Resolved;
        var violation = await RefusedAsync(
            async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        Assert.Equal("transition.not-permitted", violation.Code);
        Assert.Equal(("New", "Resolved"), (violation.Arguments["from"], violation.Arguments["to"]));
        Assert.Empty(app.Sql.Commands);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Violations_of_three_entities_are_reported_in_one_exception_and_nothing_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var first = (await app.TicketInAsync(New)).Id;
        var second = (await app.TicketInAsync(Closed)).Id;
        await using var db = app.Open();
        var tickets = await db.Tickets.OrderBy(x => x.Id).ToListAsync();

        tickets[0].Status = Resolved;
        tickets[1].Status = Opened;
        db.Add(new Ticket { Status = Closed });
        db.Add(new Plain());
        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ["transition.not-initial", "transition.not-permitted", "transition.not-permitted"],
            failure.Violations.Select(violation => violation.Code).Order());
        Assert.Empty(app.Sql.Writes);
        Assert.Equal(("New", "New Opened Closed"), (await app.StatesAsync(first), await app.StatesAsync(second)));
    }

    [Fact]
    public async Task A_legal_assignment_records_the_only_matching_trigger()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal((TransitionOrigin.Assigned, "Open"), (row.Origin, row.Trigger));
    }

    [Fact]
    public async Task With_two_matching_triggers_none_is_recorded()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New).AllowUnreachable().Terminal(Opened, Resolved, Closed);
            t.Configure(New).Permit(TicketTrigger.Open, Opened).Permit(TicketTrigger.Reopen, Opened);
        });
        await using var app = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(flow)));
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Null((await app.RowsAsync<Ticket>(id))[^1].Trigger);
    }

    [Fact]
    public async Task A_transition_by_assignment_evaluates_the_guard()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Priority = 9;
        ticket.Status = Resolved;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());
        ticket.Priority = 8;
        await db.SaveChangesAsync();

        Assert.Equal("transition.guard", violation.Code);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_transition_by_assignment_takes_a_required_reason_from_ActingAs()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Closed;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());
        using (db.ActingAs(Actor.User("ben"), "spam"))
        {
            await db.SaveChangesAsync();
        }

        Assert.Equal("transition.reason-required", violation.Code);
        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal(("Closed", "spam", "ben"), (row.ToState, row.Reason, row.ActorId));
    }

    [Fact]
    public async Task An_insert_must_start_in_an_initial_state()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        db.Add(new Ticket { Status = Opened });
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("transition.not-initial", "Opened"), (violation.Code, violation.Arguments["to"]));
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task An_insert_saves_the_first_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);

        var id = (await app.SaveAsync(new Ticket())).Id;

        var row = Assert.Single(await app.RowsAsync<Ticket>(id));
        Assert.Equal((0, null, "New"), (row.Sequence, row.FromState, row.ToState));
        Assert.Equal((TransitionOrigin.Assigned, "anna", false), (row.Origin, row.ActorId, row.OffTable));
    }

    [Fact]
    public async Task Changes_of_other_columns_save_no_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "another";
        ticket.Status = Resolved;
        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.DoesNotContain(app.Sql.Writes, sql => sql.Contains("History", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_automatic_change_detection_only_detected_changes_are_transitions(bool detected)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Opened;
        db.Entry(ticket).Property(x => x.Title).CurrentValue = "another";
        if (detected)
        {
            db.ChangeTracker.DetectChanges();
        }

        await db.SaveChangesAsync();

        Assert.Equal(detected ? "New Opened" : "New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_manually_changed_sequence_is_corrected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Property<int?>("StatusSequence").CurrentValue = 7;
        ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Replacing_an_entity_under_the_same_key_continues_the_history()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        db.Add(new Ticket { Id = id, Status = Resolved });
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Replacing_an_entity_in_the_same_state_keeps_the_history()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        db.Add(new Ticket { Id = id, Status = Opened, Title = "another" });
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }
}

public sealed class AssignedStatusSqliteTests(SqliteDatabase database) : AssignedStatusTests<SqliteDatabase>(database);

public sealed class AssignedStatusPostgresTests(PostgresDatabase database) : AssignedStatusTests<PostgresDatabase>(database);

public sealed class AssignedStatusSqliteLedgerTests(SqliteLedgerDatabase database) : AssignedStatusTests<SqliteLedgerDatabase>(database);

public sealed class AssignedStatusPostgresLedgerTests(PostgresLedgerDatabase database) : AssignedStatusTests<PostgresLedgerDatabase>(database);

public sealed class AssignedStatusSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : AssignedStatusTests<SqliteSharedHistoryDatabase>(database);

public sealed class AssignedStatusPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : AssignedStatusTests<PostgresSharedHistoryDatabase>(database);
