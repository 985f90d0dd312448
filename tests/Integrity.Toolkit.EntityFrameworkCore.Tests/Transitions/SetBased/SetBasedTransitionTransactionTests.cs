using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class SetBasedTransitionTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly SetBasedTransitionOptions Overdue = new() { Reason = "overdue" };

    private static readonly SetBasedTransitionOptions Skipping = new() { Reason = "overdue", InvalidRows = InvalidRowBehavior.Skip };

    [Fact]
    public async Task An_open_transaction_is_used()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.Tickets.ExecuteFireAsync(Assign);
            await db.Tickets.ExecuteFireAsync(Resolve);
        }

        Assert.Equal("New Opened", await app.StatesAsync(id));
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Tickets.ExecuteFireAsync(Assign);
            await db.Tickets.ExecuteFireAsync(Resolve);
            await transaction.CommitAsync();
        }

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rejected_operation_leaves_the_rest_of_the_transaction(bool savepoints)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var fresh = (await app.TicketInAsync(New)).Id;
        var opened = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        db.Database.AutoSavepointsEnabled = savepoints;
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Tickets.Where(t => t.Id == opened).ExecuteFireAsync(Assign);
            await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Close, Overdue));
            await transaction.CommitAsync();
        }

        Assert.Equal("New", await app.StatesAsync(fresh));
        Assert.Equal("New Opened Opened", await app.StatesAsync(opened));
    }

    [Theory]
    [InlineData("INSERT INTO \"@\"")]
    [InlineData("UPDATE \"Tickets\"")]
    [InlineData("DROP TABLE")]
    public async Task A_failure_midway_leaves_nothing(string statement)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        app.Sql.FailOn = statement.Replace("@", app.TicketHistory, StringComparison.Ordinal);

        foreach (var own in (bool[])[true, false])
        {
            await using var transaction = own ? null : await db.Database.BeginTransactionAsync();
            await Assert.ThrowsAsync<InvalidDataException>(() => db.Tickets.ExecuteFireAsync(Resolve));
            await (transaction?.CommitAsync() ?? Task.CompletedTask);
            Assert.Equal("New Opened", await app.StatesAsync(id));
        }

        app.Sql.FailOn = null;
        await db.Tickets.ExecuteFireAsync(Resolve);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_canceled_operation_leaves_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        using var cancelled = new CancellationTokenSource();
        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Commands[^1].StartsWith($"INSERT INTO \"{app.TicketHistory}\"", StringComparison.Ordinal))
            {
                cancelled.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => db.Tickets.ExecuteFireAsync(Resolve, cancellationToken: cancelled.Token));

        Assert.True(cancelled.IsCancellationRequested);
        app.Sql.OnWrite = null;
        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal(1, (await db.Tickets.ExecuteFireAsync(Resolve)).Transitioned);
    }

    [Fact]
    public async Task An_operation_without_a_transaction_is_rejected_when_the_context_never_starts_one()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tickets.ExecuteFireAsync(Resolve));
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Tickets.ExecuteFireAsync(Resolve);
            await transaction.CommitAsync();
        }

        Assert.Contains("ExecuteFire", failure.Message, StringComparison.Ordinal);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Many_rows_need_as_many_statements_as_one_row()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        await db.Tickets.ExecuteFireAsync(Assign);
        var one = app.Sql.Commands.Count;
        for (var i = 0; i < 20; i++)
        {
            await app.TicketInAsync(Opened);
        }

        app.Sql.Commands.Clear();
        var result = await db.Tickets.ExecuteFireAsync(Assign);

        Assert.Equal(21, result.Transitioned);
        Assert.Equal(one, app.Sql.Commands.Count);
        Assert.InRange(one, 5, 7);
    }
}

public sealed class SetBasedTransitionTransactionSqliteTests(SqliteDatabase database) : SetBasedTransitionTransactionTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionTransactionPostgresTests(PostgresDatabase database) : SetBasedTransitionTransactionTests<PostgresDatabase>(database);

public sealed class SetBasedTransitionTransactionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedTransitionTransactionTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedTransitionTransactionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedTransitionTransactionTests<PostgresSharedHistoryDatabase>(database);
