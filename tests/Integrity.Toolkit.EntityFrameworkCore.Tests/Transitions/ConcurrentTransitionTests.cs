using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Concurrent writers without a version.</summary>
public abstract class ConcurrentTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_of_two_writers_gets_a_conflict(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Resolve);
        second.Entry(await second.Tickets.SingleAsync()).Fire(Close, "duplicate");

        await first.SaveChangesAsync();
        var failure = await Assert.ThrowsAsync<IntegrityConflictException>(
            async () => _ = asynchronous ? await second.SaveChangesAsync() : second.SaveChanges());

        Assert.Equal("transition.conflict", Assert.Single(failure.Violations).Code);
        var conflict = Assert.Single(failure.Conflicts);
        Assert.Equal(("Ticket", "Sequence"), (conflict.Entity, conflict.Member));
        Assert.Equal([id], conflict.Key);
        Assert.Equal((1, 2), (conflict.Expected, conflict.Actual));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_transition_back_and_forth_by_one_writer_is_a_conflict_for_the_other()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        var entry = first.Entry(await first.Tickets.SingleAsync());
        entry.Fire(Resolve);
        entry.Fire(Reopen);
        second.Entry(await second.Tickets.SingleAsync()).Fire(Assign);

        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());

        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Writers_in_explicit_transactions_conflict_too()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Resolve);
        second.Entry(await second.Tickets.SingleAsync()).Fire(Close, "duplicate");
        await using (var transaction = await first.Database.BeginTransactionAsync())
        {
            await first.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        await using var other = await second.Database.BeginTransactionAsync();
        var failure = await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());
        await other.CommitAsync();

        Assert.Equal("transition.conflict", Assert.Single(failure.Violations).Code);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task After_a_conflict_and_a_reload_the_failed_transition_is_discarded()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Assign);
        var ticket = await second.Tickets.SingleAsync();
        second.Entry(ticket).Fire(Assign);
        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());

        await second.Entry(ticket).ReloadAsync();
        ticket.Title = "another";
        await second.SaveChangesAsync();
        second.Entry(ticket).Fire(Resolve);
        await second.SaveChangesAsync();

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Another_column_can_be_saved_while_another_writer_changes_the_status()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Resolve);
        var ticket = await second.Tickets.SingleAsync();
        ticket.Title = "another";

        await first.SaveChangesAsync();
        await second.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_reverted_status_change_does_not_undo_the_transition_of_another_writer()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var first = app.Open();
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Resolve);
        var ticket = await second.Tickets.SingleAsync();
        second.Entry(ticket).Fire(Resolve);
        ticket.Status = Opened;
        ticket.Title = "another";

        await first.SaveChangesAsync();
        await second.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_unique_index_violation_is_not_reported_as_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        await app.SaveAsync(new Ticket { Code = "A" });
        var id = (await app.SaveAsync(new Ticket { Code = "B" })).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);

        db.Entry(ticket).Fire(Open);
        ticket.Code = "A";
        var failure = await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.IsNotType<IntegrityConflictException>(failure);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    public async Task Two_writers_of_a_row_without_history_conflict()
    {
        Assert.SkipWhen(database is SqliteDatabase, "SQLite permits only one writer at a time.");
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var first = app.Open();
        await app.ForgetTicketHistoryAsync(first);
        await using var second = app.Open();
        first.Entry(await first.Tickets.SingleAsync()).Fire(Open);
        second.Entry(await second.Tickets.SingleAsync()).Fire(Open);

        app.Sql.OnWrite = () =>
        {
            app.Sql.OnWrite = null;
            first.SaveChanges();
        };
        await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_conflict_that_another_interceptor_would_suppress_saves_no_history()
    {
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(new Hush()));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await using (var other = app.Open())
        {
            (await other.Tickets.SingleAsync()).Title = "theirs";
            await other.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(TicketTrigger.Open);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(TicketStatus.New, row.Status);
        Assert.Single(await later.Entry(row).ReadHistoryAsync());
    }

    private sealed class Hush : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
            ConcurrencyExceptionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default)
            => ValueTask.FromResult(InterceptionResult.Suppress());
    }
}

public sealed class ConcurrentTransitionSqliteTests(SqliteDatabase database)
    : ConcurrentTransitionTests<SqliteDatabase>(database);

public sealed class ConcurrentTransitionPostgresTests(PostgresDatabase database)
    : ConcurrentTransitionTests<PostgresDatabase>(database);

public sealed class ConcurrentTransitionSqliteLedgerTests(SqliteLedgerDatabase database) : ConcurrentTransitionTests<SqliteLedgerDatabase>(database);

public sealed class ConcurrentTransitionPostgresLedgerTests(PostgresLedgerDatabase database) : ConcurrentTransitionTests<PostgresLedgerDatabase>(database);

public sealed class ConcurrentTransitionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : ConcurrentTransitionTests<SqliteSharedHistoryDatabase>(database);

public sealed class ConcurrentTransitionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : ConcurrentTransitionTests<PostgresSharedHistoryDatabase>(database);
