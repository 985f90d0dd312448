using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Effects;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Two contexts on one connection and in one transaction.</summary>
public abstract class SharedTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    private readonly EventRecorder _events = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Different_rows_changed_by_two_contexts_are_committed_or_rolled_back_together(bool commit)
    {
        await using var app = await CreateApplicationAsync();
        var worker = await app.WorkerAsync();
        var (one, other) = (await app.JobAsync(worker), await app.JobAsync(worker));
        await using var first = app.Open();
        await using var second = app.Open();
        var (mine, yours) = (await FindAsync(first, one), await FindAsync(second, other));
        _events.Calls.Clear();
        await using (var transaction = await JoinedAsync(first, second))
        {
            first.Entry(mine).Fire(Finish);
            await first.SaveChangesAsync();
            second.Entry(yours).Fire(Wait);
            await second.SaveChangesAsync();
            first.Entry(mine).Fire(Reopen);
            await first.SaveChangesAsync();
            second.Entry(yours).Fire(Cancel);
            await second.SaveChangesAsync();
            await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        await second.Database.UseTransactionAsync(null);
        var how = commit ? "committed" : "discarded";
        Assert.Equal(4, _events.Calls.Count(call => call.StartsWith(how, StringComparison.Ordinal)));
        Assert.Equal(8, _events.Calls.Count);
        Assert.Equal(commit ? ("Open Done Open", "Open Waiting Cancelled") : ("Open", "Open"), await StatesAsync(app, one, other));
        await ApartAsync(first, second, app);

        // The first context reloads its row, the second continues as it is.
        await first.Entry(mine).ReloadAsync();
        first.Entry(mine).Fire(Assign);
        yours.Title = "moved on";
        await first.SaveChangesAsync();
        await second.SaveChangesAsync();

        var (left, right) = await StatesAsync(app, one, other);
        Assert.Equal(commit ? "Open Done Open Open" : "Open Open", left);
        Assert.EndsWith("Cancelled", right, StringComparison.Ordinal);
        Assert.Equal(1, (await app.WorkloadsAsync())[0]);
    }

    [Fact]
    public async Task The_same_row_changed_by_two_contexts_is_a_conflict_for_the_stale_one()
    {
        await using var app = await CreateApplicationAsync();
        var worker = await app.WorkerAsync();
        var job = await app.JobAsync(worker);
        await using var first = app.Open();
        await using var second = app.Open();
        var (mine, yours) = (await FindAsync(first, job), await FindAsync(second, job));
        _events.Calls.Clear();
        await using (var transaction = await JoinedAsync(first, second))
        {
            first.Entry(mine).Fire(Wait);
            await first.SaveChangesAsync();
            second.Entry(yours).Fire(Finish);
            await Assert.ThrowsAsync<IntegrityConflictException>(() => second.SaveChangesAsync());
            await second.Entry(yours).ReloadAsync();
            second.Entry(yours).Fire(Cancel);
            await second.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(
            [
                $"recording Job {job.Id} #1 Open>Waiting",
                $"recording Job {job.Id} #1 Open>Done",
                $"discarded Job {job.Id} #1 Open>Done",
                $"recording Job {job.Id} #2 Waiting>Cancelled",
                $"committed Job {job.Id} #1 Open>Waiting",
                $"committed Job {job.Id} #2 Waiting>Cancelled",
            ],
            _events.Calls);
        Assert.Equal(("Open Waiting Cancelled", 0), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_rollback_of_alternating_transitions_one_context_continues_and_the_other_conflicts(bool byFirst)
    {
        await using var app = await CreateApplicationAsync();
        var worker = await app.WorkerAsync();
        var job = await app.JobAsync(worker);
        await using var first = app.Open();
        await using var second = app.Open();
        var mine = await FindAsync(first, job);
        Job yours;
        await using (var transaction = await JoinedAsync(first, second))
        {
            first.Entry(mine).Fire(Wait);
            await first.SaveChangesAsync();
            yours = await FindAsync(second, job);
            second.Entry(yours).Fire(Continue);
            await second.SaveChangesAsync();
            await (byFirst ? transaction.RollbackAsync() : second.Database.RollbackTransactionAsync());
        }

        await ApartAsync(first, second, app);
        await first.Entry(mine).ReloadAsync();
        second.Entry(yours).Fire(Assign);
        await second.SaveChangesAsync();
        first.Entry(mine).Fire(Wait);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => first.SaveChangesAsync());

        Assert.Equal(("Open Open", 1), (await StatesAsync(app, job), (await app.WorkloadsAsync())[0]));
    }

    private static async Task<IDbContextTransaction> JoinedAsync(DbContext first, DbContext second)
    {
        var transaction = await first.Database.BeginTransactionAsync();
        second.Database.SetDbConnection(first.Database.GetDbConnection());
        await second.Database.UseTransactionAsync(transaction.GetDbTransaction());
        return transaction;
    }

    /// <summary>Gives the second context a connection of its own again.</summary>
    private static async Task ApartAsync(DbContext first, DbContext second, TestApplication app)
    {
        await second.Database.UseTransactionAsync(null);
        var options = new DbContextOptionsBuilder();
        app.Connect(options);
        await using var other = new DbContext(options.Options);
        second.Database.SetDbConnection(null);
        second.Database.SetConnectionString(other.Database.GetConnectionString());
        Assert.NotSame(first.Database.GetDbConnection(), second.Database.GetDbConnection());
    }

    private static Task<Job> FindAsync(DbContext db, Job job) => db.Set<Job>().SingleAsync(x => x.Id == job.Id);

    private static async Task<(string One, string Other)> StatesAsync(TestApplication app, Job one, Job other)
        => (await StatesAsync(app, one), await StatesAsync(app, other));

    private static async Task<string> StatesAsync(TestApplication app, Job job)
    {
        await using var db = app.Open();
        var row = await FindAsync(db, job);
        var rows = await db.Entry(row).Transitions().ToListAsync();
        HistoryQueries.AssertUnbroken(rows, row.Status.ToString());
        return string.Join(' ', rows.Select(each => each.ToState));
    }

    private Task<TestApplication> CreateApplicationAsync() => TestApplication.CreateAsync(
        database,
        EffectsApplication.Model,
        integrity: integrity => integrity.Services.AddSingleton(_events),
        blocks: blocks => blocks.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning().UseConstraints());
}

public sealed class SharedTransactionSqliteTests(SqliteDatabase database) : SharedTransactionTests<SqliteDatabase>(database);

public sealed class SharedTransactionPostgresTests(PostgresDatabase database) : SharedTransactionTests<PostgresDatabase>(database);

public sealed class SharedTransactionSqliteLedgerTests(SqliteLedgerDatabase database) : SharedTransactionTests<SqliteLedgerDatabase>(database);

public sealed class SharedTransactionPostgresLedgerTests(PostgresLedgerDatabase database)
    : SharedTransactionTests<PostgresLedgerDatabase>(database);
