using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Effects;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The server closes a connection within a transaction. SQLite has no server.</summary>
public abstract class LostConnectionTests(PostgresDatabase database)
{
    private readonly EventRecorder _events = new();
    private readonly Ends _ends = new();

    private List<string> Calls => _events.Calls;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_lost_between_two_saves_discards_both_and_the_context_continues_from_the_stored_state(bool async)
    {
        await using var app = await CreateApplicationAsync();
        var job = await BusyAsync(app);
        await using var db = app.Open();
        var (ada, row) = (await db.Set<Worker>().SingleAsync(), await db.Set<Job>().SingleAsync());
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(row).Fire(Wait);
            await SaveModes.SaveAsync(db, async);
            db.Entry(row).Fire(Cancel);
            await KillAsync(app, db);

            await Assert.ThrowsAnyAsync<Exception>(() => SaveModes.SaveAsync(db, async));
        }

        Assert.Equal(["recording", "recording", "discarded", "discarded"], Moments());
        Assert.Equal("New Open", await StatesAsync(app, job));
        Calls.Clear();

        await SaveModes.SaveAsync(db, async);

        const string moves = "Job {0} #2 Open>Waiting, Job {0} #3 Waiting>Cancelled";
        var expected = moves.Replace("{0}", $"{job}", StringComparison.Ordinal);
        Assert.Equal([$"recording {expected}", $"committed {expected}"], Calls);
        Assert.Equal("New Open Waiting Cancelled", await StatesAsync(app, job));
        Assert.Equal((0, 0), ((await app.WorkloadsAsync())[0], ada.Workload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_lost_before_a_transaction_commits_is_reported_as_discarded(bool async)
    {
        await using var app = await CreateApplicationAsync();
        var job = await BusyAsync(app);
        await using var db = app.Open();
        var (ada, row) = (await db.Set<Worker>().SingleAsync(), await db.Set<Job>().SingleAsync());
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Entry(row).Fire(Finish);
            await SaveModes.SaveAsync(db, async);
            await KillAsync(app, db);

            await Assert.ThrowsAnyAsync<DbException>(async () =>
            {
                if (async)
                {
                    await transaction.CommitAsync();
                }
                else
                {
                    transaction.Commit();
                }
            });
        }

        Assert.Equal([$"recording Job {job} #2 Open>Done", $"discarded Job {job} #2 Open>Done"], Calls);
        Assert.Equal(("New Open", 1, 1), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0], ada.Workload));
        db.Entry(row).Fire(Cancel);
        await SaveModes.SaveAsync(db, async);

        Assert.Equal("New Open Done Cancelled", await StatesAsync(app, job));
        Assert.Equal((0, 0), ((await app.WorkloadsAsync())[0], ada.Workload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_lost_before_the_commit_of_a_save_keeps_the_transition_pending_for_the_next_save(bool async)
    {
        await using var app = await CreateApplicationAsync();
        var job = await BusyAsync(app);
        await using var db = app.Open();
        var (ada, row) = (await db.Set<Worker>().SingleAsync(), await db.Set<Job>().SingleAsync());
        db.Entry(row).Fire(Finish);
        _ends.Committing = () => Kill(app, db);

        await Assert.ThrowsAnyAsync<Exception>(() => SaveModes.SaveAsync(db, async));

        Assert.Equal([$"recording Job {job} #2 Open>Done", $"discarded Job {job} #2 Open>Done"], Calls);
        Assert.Equal((EntityState.Modified, 1), (db.Entry(row).State, ada.Workload));
        Assert.Equal("New Open", await StatesAsync(app, job));
        Calls.Clear();
        await SaveModes.SaveAsync(db, async);

        Assert.Equal([$"recording Job {job} #2 Open>Done", $"committed Job {job} #2 Open>Done"], Calls);
        Assert.Equal(("New Open Done", 0, 0), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0], ada.Workload));
    }

    [Theory]
    [InlineData(true, "commit")]
    [InlineData(false, "commit")]
    [InlineData(true, "\"Workload\" +")]
    [InlineData(false, "\"Workload\" +")]
    [InlineData(true, "\"JobStatusHistory\"")]
    public async Task A_retried_save_transitions_counts_and_notifies_once(bool async, string when)
    {
        await using var app = await CreateApplicationAsync(retrying: true);
        var job = await BusyAsync(app);
        await using var db = app.Open();
        var (ada, row) = (await db.Set<Worker>().SingleAsync(), await db.Set<Job>().SingleAsync());
        db.Entry(row).Fire(Finish);
        db.Add(new Job { Id = 77, Status = Open, WorkerId = ada.Id });
        db.Add(new Job { Id = 78, Status = Open, WorkerId = ada.Id });
        var kills = 0;
        if (when == "commit")
        {
            _ends.Committing = () => kills += Kill(app, db);
        }
        else
        {
            app.Sql.OnWrite = () => kills += kills == 0 && app.Sql.Commands[^1].Contains(when, StringComparison.Ordinal) ? Kill(app, db) : 0;
        }

        await SaveModes.SaveAsync(db, async);

        Assert.Equal(1, kills);
        Assert.Equal(
            ("New Open Done", "Open", 2, 2),
            (await StatesAsync(app, job), await StatesAsync(app, 77), (await app.WorkloadsAsync())[0], ada.Workload));
        Assert.Equal(["recording", "committed"], Moments());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retried_block_transitions_counts_and_notifies_once(bool beforeCommit)
    {
        await using var app = await CreateApplicationAsync(retrying: true);
        var job = await BusyAsync(app);
        await using var db = app.Open();
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            attempts++;
            db.ChangeTracker.Clear();
            var row = await db.Set<Job>().SingleAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Entry(row).Fire(Wait);
            await db.SaveChangesAsync();
            if (attempts == 1 && !beforeCommit)
            {
                await KillAsync(app, db);
            }

            db.Entry(row).Fire(Cancel);
            await db.SaveChangesAsync();
            if (attempts == 1 && beforeCommit)
            {
                await KillAsync(app, db);
            }

            await transaction.CommitAsync();
        });

        Assert.Equal((2, "New Open Waiting Cancelled"), (attempts, await StatesAsync(app, job)));
        Assert.Equal(0, (await app.WorkloadsAsync())[0]);
        Assert.Equal(
            ["recording", "recording", "discarded", "discarded", "recording", "recording", "committed", "committed"], Moments());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Continuing_in_a_lost_transaction_fails_and_commits_nothing(bool async, bool savepoints)
    {
        await using var app = await CreateApplicationAsync();
        var job = await BusyAsync(app);
        await using var db = app.Open();
        db.Database.AutoSavepointsEnabled = savepoints;
        var row = await db.Set<Job>().SingleAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(row).Fire(Wait);
            await SaveModes.SaveAsync(db, async);
            await KillAsync(app, db);
            db.Entry(row).Fire(Cancel);
            await Assert.ThrowsAnyAsync<Exception>(() => SaveModes.SaveAsync(db, async));

            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SaveModes.SaveAsync(db, async));
            var all = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<Job>().ExecuteFireAsync(Cancel));

            Assert.All([refused, all], error => Assert.Contains("The connection was lost", error.Message, StringComparison.Ordinal));
        }

        Assert.Equal(("New Open", 1), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0]));
        await SaveModes.SaveAsync(db, async);

        Assert.Equal(("New Open Waiting Cancelled", 0), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0]));
    }

    [Fact]
    public async Task A_commit_with_a_lost_response_is_not_repeated_by_a_retry()
    {
        await using var app = await CreateApplicationAsync(retrying: true);
        var job = await BusyAsync(app);
        await using var db = app.Open();
        db.Entry(await db.Set<Job>().SingleAsync()).Fire(Finish);
        _ends.Committed = () => throw new NpgsqlException("The line went dead.", new IOException());

        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        // The actual outcome cannot be known.
        Assert.Equal([$"recording Job {job} #2 Open>Done", $"discarded Job {job} #2 Open>Done"], Calls);
        Assert.Equal(("New Open Done", 0), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0]));
    }

    private IEnumerable<string> Moments() => Calls.Select(call => call[..call.IndexOf(' ', StringComparison.Ordinal)]);

    private static async Task<string> StatesAsync(TestApplication app, int id)
    {
        await using var db = app.Open();
        var job = await db.Set<Job>().SingleAsync(x => x.Id == id);
        var rows = await db.Entry(job).Transitions().ToListAsync();
        HistoryQueries.AssertUnbroken(rows, job.Status.ToString());
        Assert.Equal(rows[^1].Sequence, db.Entry(job).Property<int?>("StatusSequence").CurrentValue);
        return string.Join(' ', rows.Select(row => row.ToState));
    }

    private static int Kill(TestApplication app, DbContext db)
    {
        var process = ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID;
        var options = new DbContextOptionsBuilder();
        app.Connect(options);
        using var other = new DbContext(options.Options);
        other.Database.ExecuteSql($"SELECT pg_terminate_backend({process})");
        while (other.Database.SqlQuery<int>($"""SELECT COUNT(*)::int AS "Value" FROM pg_stat_activity WHERE pid = {process}""").Single() > 0)
        {
            Thread.Yield();
        }

        return 1;
    }

    private static Task KillAsync(TestApplication app, DbContext db) => Task.Run(() => Kill(app, db));

    /// <summary>Saves a worker with one open job.</summary>
    private async Task<int> BusyAsync(TestApplication app)
    {
        var job = await app.JobAsync(await app.WorkerAsync(), New);
        await using var db = app.Open();
        db.Entry(await db.Set<Job>().SingleAsync()).Fire(Start);
        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();
        Calls.Clear();
        return job.Id;
    }

    private Task<TestApplication> CreateApplicationAsync(bool retrying = false) => TestApplication.CreateAsync(
        database,
        EffectsApplication.Model,
        options =>
        {
            options.AddInterceptors(_ends);
            if (retrying)
            {
                new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure();
            }
        },
        integrity => integrity.Services.AddSingleton(_events),
        blocks => blocks.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning().UseConstraints());

    /// <summary>Intercepts the end of a transaction once.</summary>
    private sealed class Ends : DbTransactionInterceptor
    {
        public Action? Committing { get; set; }

        public Action? Committed { get; set; }

        public override InterceptionResult TransactionCommitting(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        {
            (var action, Committing) = (Committing, null);
            action?.Invoke();
            return result;
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));

        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
        {
            (var action, Committed) = (Committed, null);
            action?.Invoke();
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            TransactionCommitted(transaction, eventData);
            return Task.CompletedTask;
        }
    }
}

public sealed class LostConnectionPostgresTests(PostgresDatabase database) : LostConnectionTests(database), IClassFixture<PostgresDatabase>;

public sealed class LostConnectionPostgresLedgerTests(PostgresLedgerDatabase database)
    : LostConnectionTests(database), IClassFixture<PostgresLedgerDatabase>;
