using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Saves that succeeded, but whose transaction did not.</summary>
public abstract class TransitionTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_transition_without_any_transaction_is_rejected_and_within_the_callers_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);

        var violation = await HistoryQueries.RefusedAsync(() => db.SaveChangesAsync());
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal("transition.no-transaction", violation.Code);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_rollback_the_next_transition_starts_from_the_stored_state(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        await transaction.RollbackAsync();
        ticket.Status = Opened;
        db.Entry(ticket).Fire(Close, "really");
        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal("New Opened Closed", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_rollback_continuing_keeps_the_history_consistent()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(ticket).Fire(Resolve);
            await db.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(Reopen);
        await db.SaveChangesAsync();

        // The first transition was rolled back, but the entity still had its state at the next transition.
        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_rollback_another_change_saves_status_and_history_together()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(ticket).Fire(Resolve);
            await db.SaveChangesAsync();
        }

        ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_late_accept_and_a_rollback_the_next_transition_starts_from_the_stored_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();

        await transaction.RollbackAsync();
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_two_saves_in_one_rolled_back_transaction_the_next_transition_starts_from_the_stored_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();

        await transaction.RollbackAsync();
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Two_consecutive_rollbacks_are_both_detected()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_rollback_and_a_reload_another_writer_is_still_detected()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(ticket).Fire(Resolve);
            await db.SaveChangesAsync();
        }

        await db.Entry(ticket).ReloadAsync();
        await using (var other = app.Open())
        {
            var entry = other.Entry(await other.Tickets.SingleAsync());
            entry.Fire(Assign);
            entry.Fire(Resolve);
            await other.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(Resolve);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Transitions_before_a_savepoint_are_kept_and_later_ones_are_discarded()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();
        await transaction.CreateSavepointAsync("before");
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();

        await transaction.RollbackToSavepointAsync("before");
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_failed_save_inside_a_transaction_keeps_the_earlier_ones()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();

        db.Entry(ticket).Fire(Resolve);
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_rolled_back_transition_is_still_detected_after_a_soft_delete()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: o => o.UseTransitions().UseSoftDelete());
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
        }

        db.Remove(ticket);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }
}

public sealed class TransitionTransactionSqliteTests(SqliteDatabase database)
    : TransitionTransactionTests<SqliteDatabase>(database);

public sealed class TransitionTransactionPostgresTests(PostgresDatabase database)
    : TransitionTransactionTests<PostgresDatabase>(database);

public sealed class TransitionTransactionSqliteLedgerTests(SqliteLedgerDatabase database) : TransitionTransactionTests<SqliteLedgerDatabase>(database);

public sealed class TransitionTransactionPostgresLedgerTests(PostgresLedgerDatabase database) : TransitionTransactionTests<PostgresLedgerDatabase>(database);

public sealed class TransitionTransactionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : TransitionTransactionTests<SqliteSharedHistoryDatabase>(database);

public sealed class TransitionTransactionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : TransitionTransactionTests<PostgresSharedHistoryDatabase>(database);
