using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Saves that fail, are canceled, or are not accepted.</summary>
public abstract class TransitionFailureTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeated_failed_save_adds_one_history_entry(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open, "once");

        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAsync<DbUpdateException>(
            async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());
        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal("once", (await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task A_repeated_failed_insert_adds_one_history()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        db.Entry(ticket).Fire(Open);

        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task A_repeated_failed_reentry_adds_one_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Assign);

        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(Assign)]
    [InlineData(Resolve)]
    public async Task After_a_failure_and_a_reload_an_unrelated_save_adds_no_history_entry(TicketTrigger trigger)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(trigger);
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await db.Entry(ticket).ReloadAsync();
        db.Add(new Plain());
        await db.SaveChangesAsync();
        ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_reload_only_newly_fired_transitions_are_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Assign, "first");

        await db.Entry(ticket).ReloadAsync();
        db.Entry(ticket).Fire(Assign, "second");
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
        Assert.Equal("second", (await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [Fact]
    public async Task A_canceled_save_leaves_nothing_and_can_be_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);
        using var source = new CancellationTokenSource();
        app.Sql.OnWrite = source.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(source.Token));
        var afterCancelling = await app.StatesAsync(id);
        app.Sql.OnWrite = null;
        await db.SaveChangesAsync();

        Assert.Equal(("New", "New Opened"), (afterCancelling, await app.StatesAsync(id)));
    }

    [Fact]
    public async Task A_save_accepted_later_adds_one_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Open);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_transition_fired_after_a_late_accept_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Assign, "first");

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        db.Entry(ticket).Fire(Assign, "second");
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened Opened", await app.StatesAsync(id));
        Assert.Equal("second", (await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [Fact]
    public async Task A_save_that_was_not_accepted_and_rolled_back_is_repeated_with_one_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);

        await using (await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        }

        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Clearing_the_change_tracker_discards_a_fired_transition()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);

        db.ChangeTracker.Clear();
        await db.SaveChangesAsync();
        (await db.Tickets.SingleAsync()).Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData("reload")]
    [InlineData("clear")]
    [InlineData("detach")]
    public async Task A_discarded_transition_is_not_saved_by_an_update_of_the_whole_entity(string how)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Assign);

        await TakeBackAsync(db, ticket, how);
        db.Update(ticket);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [TheoryExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    [InlineData("clear")]
    [InlineData("detach")]
    public async Task A_new_entity_that_is_added_again_has_only_later_transitions(string how)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        db.Entry(ticket).Fire(Open, "first");

        await TakeBackAsync(db, ticket, how);
        ticket.Status = New;
        db.Add(ticket);
        db.Entry(ticket).Fire(Open, "second");
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
        Assert.Equal("second", (await app.RowsAsync<Ticket>(ticket.Id))[^1].Reason);
    }

    [Fact]
    public async Task A_rejected_save_can_be_corrected_and_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Open, "first");
        ticket.Status = New;
        ticket.Status = Closed;
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal("first", (await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [Fact]
    public async Task A_fired_transition_of_a_soft_deleted_entity_is_not_saved()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Assign);
        db.Remove(ticket);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    private static async Task TakeBackAsync(DbContext db, Ticket ticket, string how)
    {
        if (how == "reload")
        {
            await db.Entry(ticket).ReloadAsync();
        }
        else if (how == "clear")
        {
            db.ChangeTracker.Clear();
        }
        else
        {
            db.Entry(ticket).State = EntityState.Detached;
        }
    }
}

public sealed class TransitionFailureSqliteTests(SqliteDatabase database)
    : TransitionFailureTests<SqliteDatabase>(database);

public sealed class TransitionFailurePostgresTests(PostgresDatabase database)
    : TransitionFailureTests<PostgresDatabase>(database);

public sealed class TransitionFailureSqliteLedgerTests(SqliteLedgerDatabase database) : TransitionFailureTests<SqliteLedgerDatabase>(database);

public sealed class TransitionFailurePostgresLedgerTests(PostgresLedgerDatabase database) : TransitionFailureTests<PostgresLedgerDatabase>(database);
