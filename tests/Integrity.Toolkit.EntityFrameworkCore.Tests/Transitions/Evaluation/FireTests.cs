using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class FireTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Fire_changes_the_entity_and_saves_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open);

        Assert.Equal(Opened, ticket.Status);
        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_fired_transition_is_saved_with_all_its_details()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        app.Clock.AdjustTime(TestTime.Start.AddHours(1));
        db.Entry(ticket).Fire(Close, "duplicate");
        app.Clock.AdjustTime(TestTime.Start.AddHours(2));
        await db.SaveChangesAsync();

        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal((2, "Opened", "Closed", "Close"), (row.Sequence, row.FromState, row.ToState, row.Trigger));
        Assert.Equal((ActorKind.User, "anna", "duplicate"), (row.ActorKind, row.ActorId, row.Reason));
        Assert.Equal((TransitionOrigin.Fired, false, TicketFlow.Table.Hash), (row.Origin, row.OffTable, row.TableHash));
        Assert.Equal(TestTime.Start.AddHours(1), row.OccurredAt);
        Assert.Equal(DateTimeKind.Utc, row.OccurredAt.Kind);
    }

    [Fact]
    public async Task The_actor_is_the_one_at_the_time_of_firing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        using (db.ActingAsSystem("import-job", "night run"))
        {
            db.Entry(ticket).Fire(Open);
        }

        await db.SaveChangesAsync();

        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal((ActorKind.System, "import-job", "night run"), (row.ActorKind, row.ActorId, row.Reason));
    }

    [Fact]
    public async Task Two_fires_before_one_save_add_two_history_entries_in_order()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open);
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task A_new_entity_can_be_fired_before_its_first_save()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();

        db.Add(ticket);
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task Firing_back_and_forth_adds_two_history_entries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Resolve);
        db.Entry(ticket).Fire(Reopen);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_fired_status_that_is_reassigned_to_its_old_value_saves_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var version = ticket.Version;

        db.Entry(ticket).Fire(Open);
        ticket.Status = New;
        await db.SaveChangesAsync();

        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New", await app.StatesAsync(id));
        Assert.Equal(version, (await db.Tickets.AsNoTracking().SingleAsync()).Version);
    }

    [Fact]
    public async Task A_reverted_fire_is_not_saved_by_a_later_save()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open, "by mistake");
        ticket.Status = New;
        await db.SaveChangesAsync();
        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Null((await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [Fact]
    public async Task Reentry_adds_a_history_entry_from_a_state_to_itself()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Assign, "to ben");
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal(("Assign", "to ben"), (row.Trigger, row.Reason));
    }

    [Fact]
    public async Task A_pending_reentry_counts_as_a_change()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Assign);

        Assert.True(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task An_ignored_trigger_changes_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_fire_followed_by_an_assignment_adds_both_history_entries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open);
        ticket.Status = Resolved;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
        var rows = await app.RowsAsync<Ticket>(id);
        Assert.Equal([TransitionOrigin.Assigned, TransitionOrigin.Fired, TransitionOrigin.Assigned], rows.Select(x => x.Origin));
    }

    [Fact]
    public async Task An_assignment_followed_by_a_fire_adds_both_history_entries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Status = Opened;
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }
}

public sealed class FireSqliteTests(SqliteDatabase database) : FireTests<SqliteDatabase>(database);

public sealed class FirePostgresTests(PostgresDatabase database) : FireTests<PostgresDatabase>(database);

public sealed class FireSqliteLedgerTests(SqliteLedgerDatabase database) : FireTests<SqliteLedgerDatabase>(database);

public sealed class FirePostgresLedgerTests(PostgresLedgerDatabase database) : FireTests<PostgresLedgerDatabase>(database);

public sealed class FireSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : FireTests<SqliteSharedHistoryDatabase>(database);

public sealed class FirePostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : FireTests<PostgresSharedHistoryDatabase>(database);
