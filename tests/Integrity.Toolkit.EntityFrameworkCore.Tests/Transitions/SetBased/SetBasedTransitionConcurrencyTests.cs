using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Concurrent writers. SQLite permits only one at a time.</summary>
public sealed class SetBasedTransitionConcurrencyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly SetBasedTransitionOptions Skipping = new() { Reason = "overdue", InvalidRows = InvalidRowBehavior.Skip };

    [Fact]
    public async Task Two_concurrent_calls_on_the_same_rows_transition_each_row_once()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var ids = await ManyAsync(app, 40);
        await using var first = app.Open();
        await using var second = app.Open();

        var results = await Task.WhenAll(
            Task.Run(() => first.Tickets.OrderBy(t => t.Id).ExecuteFireAsync(Resolve, Skipping)),
            Task.Run(() => second.Tickets.OrderByDescending(t => t.Id).Take(100).ExecuteFireAsync(Close, Skipping)));

        Assert.Equal(40, results[0].Transitioned + results[0].Skipped);
        Assert.Equal(40, results[1].Transitioned);
        foreach (var id in ids)
        {
            Assert.Contains(await app.StatesAsync(id), (string[])["New Opened Closed", "New Opened Resolved Closed"]);
        }
    }

    [Fact]
    public async Task A_row_changed_during_a_lock_wait_is_evaluated_in_its_new_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var ids = await ManyAsync(app, 2);
        await using var one = app.Open();
        await using var all = app.Open();
        var transaction = await one.Database.BeginTransactionAsync();
        one.Entry(await one.Tickets.SingleAsync(t => t.Id == ids[1])).Fire(Resolve);
        await one.SaveChangesAsync();

        var firing = Task.Run(() => all.Tickets.Where(t => t.Status == Opened).ExecuteFireAsync(Resolve, Skipping));
        await WaitingAsync(app);
        await transaction.CommitAsync();
        var result = await firing;

        Assert.Equivalent(new SetBasedTransitionResult(matched: 1, transitioned: 1, ignored: 0, skipped: 0), result);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(ids[0]));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(ids[1]));
    }

    [Fact]
    public async Task A_save_that_waited_for_a_set_based_transition_is_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await ManyAsync(app, 1))[0];
        await using var all = app.Open();
        await using var one = app.Open();
        one.Entry(await one.Tickets.SingleAsync()).Fire(Close, "by hand");
        var transaction = await all.Database.BeginTransactionAsync();
        await all.Tickets.ExecuteFireAsync(Resolve);

        var saving = Task.Run(() => one.SaveChangesAsync());
        await WaitingAsync(app);
        await transaction.CommitAsync();
        await Assert.ThrowsAsync<IntegrityConflictException>(() => saving);

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_used_history_sequence_is_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        await ManyAsync(app, 2);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "StatusSequence" = 0""");

        var failure = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.Tickets.ExecuteFireAsync(Resolve));

        Assert.Equal("transition.conflict", Assert.Single(failure.Violations).Code);
        Assert.Equal(2, await db.Tickets.CountAsync(t => t.Status == Opened));
        Assert.Equal(4, await db.TransitionsOf<Ticket>().CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_deadlock_with_a_save_one_of_the_two_is_a_conflict(bool explained)
    {
        await using var app = await TestApplication.CreateAsync(
            database, blocks: options => _ = explained ? options.UseTransitions().UseConstraints() : options.UseTransitions());
        var id = (await ManyAsync(app, 1))[0];
        await using var all = app.Open();
        await using var one = app.Open();
        await using var transaction = await one.Database.BeginTransactionAsync();
        await one.Database.ExecuteSqlRawAsync(
            """
            SET LOCAL deadlock_timeout = '1min';
            INSERT INTO "TicketStatusHistory" SELECT (jsonb_populate_record(h, jsonb_build_object('Sequence', 2))).*
            FROM "TicketStatusHistory" AS h WHERE h."Sequence" = 1
            """);
        Task? waiting = null;
        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Commands[^1].StartsWith("INSERT INTO \"TicketStatusHistory\"", StringComparison.Ordinal))
            {
                app.Sql.OnWrite = null;
                waiting = Task.Run(() => one.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "Title" = 'slow'"""));
                Task.Run(() => WaitingAsync(app)).GetAwaiter().GetResult();
            }
        };

        var failure = await Assert.ThrowsAsync<IntegrityConflictException>(() => all.Tickets.ExecuteFireAsync(Resolve));
        await waiting!;
        await transaction.RollbackAsync();

        Assert.Equal("transition.conflict", Assert.Single(failure.Violations).Code);
        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal(1, (await all.Tickets.ExecuteFireAsync(Resolve)).Transitioned);
    }

    [Fact]
    public async Task A_retry_repeats_the_whole_operation()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            blocks: HistoryQueries.Alone,
            options: options => new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure(2, TimeSpan.Zero, null));
        var id = (await ManyAsync(app, 1))[0];
        await using var db = app.Open();

        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Commands[^1].StartsWith("UPDATE \"Tickets\"", StringComparison.Ordinal))
            {
                app.Sql.OnWrite = null;
                throw new NpgsqlException("lost", new IOException());
            }
        };
        var result = await db.Tickets.ExecuteFireAsync(Resolve);

        Assert.Null(app.Sql.OnWrite);
        Assert.Equal(1, result.Transitioned);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_can_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await ManyAsync(app, 1))[0];
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "Tickets" SELECT (jsonb_populate_record(t, jsonb_build_object('Id', t."Id" + n))).*
            FROM "Tickets" AS t, generate_series(1, 100000) AS n;
            INSERT INTO "TicketStatusHistory" SELECT (jsonb_populate_record(h, jsonb_build_object('TicketId', h."TicketId" + n))).*
            FROM "TicketStatusHistory" AS h, generate_series(1, 100000) AS n;
            """);

        var result = await db.Tickets.ExecuteFireAsync(Resolve);

        Assert.Equal(100_001, result.Transitioned);
        Assert.Equal(100_001, await db.Tickets.CountAsync(t => t.Status == Resolved));
        Assert.Equal(100_001, await db.TransitionsOf<Ticket>().CountAsync(row => row.Sequence == 2 && row.ToState == "Resolved"));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    private static async Task<List<int>> ManyAsync(TestApplication app, int count)
    {
        await using var db = app.Open();
        List<Ticket> tickets = [.. Enumerable.Range(0, count).Select(_ => new Ticket())];
        db.AddRange(tickets);
        tickets.ForEach(ticket => db.Entry(ticket).Fire(Open));
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();
        return [.. tickets.Select(ticket => ticket.Id)];
    }

    /// <summary>Waits until another connection waits for a lock.</summary>
    private static async Task WaitingAsync(TestApplication app)
    {
        await using var db = app.Open();
        while (!await db.Database.SqlQueryRaw<bool>(
            """SELECT EXISTS (SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.datname = current_database() WHERE NOT l.granted AND (l.database = d.oid OR l.database IS NULL)) AS "Value" """)
            .SingleAsync())
        {
            await Task.Yield();
        }
    }
}
