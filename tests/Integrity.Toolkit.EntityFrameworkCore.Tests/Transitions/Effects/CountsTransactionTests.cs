using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Counts change with the save or not at all.</summary>
public abstract class CountsTransactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("\"Job\"")]
    [InlineData("\"Workload\" +")]
    public async Task A_failed_save_counts_nothing_and_the_next_one_counts_once(string failing)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.WorkerAsync();
        await using var db = app.Open();
        var worker = await db.Set<Worker>().SingleAsync();
        db.Add(new Job { Status = Open, WorkerId = worker.Id });
        var failed = false;
        app.Sql.OnWrite = () =>
        {
            if (!failed && app.Sql.Commands[^1].Contains(failing, StringComparison.Ordinal))
            {
                (failed, app.Sql.FailNextWrite) = (true, new InvalidOperationException("The database is out of order."));
            }
        };

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.Equal((true, 0, 0), (failed, worker.Workload, (await app.WorkloadsAsync())[0]));
        await db.SaveChangesAsync();

        Assert.Equal((1, 1), (worker.Workload, (await app.WorkloadsAsync())[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rolling_back_a_transaction_undoes_the_count(bool savepoint)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var id = await app.WorkerAsync();
        await app.JobAsync(id);
        await using var db = app.Open();
        var worker = await db.Set<Worker>().SingleAsync();
        var job = await db.Set<Job>().SingleAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await transaction.CreateSavepointAsync("before");
            db.Entry(job).Fire(Finish);
            await db.SaveChangesAsync();
            Assert.Equal(0, worker.Workload);
            await (savepoint ? transaction.RollbackToSavepointAsync("before") : transaction.RollbackAsync());
            await (savepoint ? transaction.CommitAsync() : Task.CompletedTask);
        }

        Assert.Equal((1, 1), ((await app.WorkloadsAsync())[0], worker.Workload));
        job.Title = "edited";
        job.Status = Done;
        await db.SaveChangesAsync();

        Assert.Equal((0, 0), ((await app.WorkloadsAsync())[0], worker.Workload));
    }

    [Fact]
    public async Task Several_saves_in_one_transaction_are_counted_in_sequence()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync());
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var job = new Job { Status = Open, WorkerId = one };

        db.Add(job);
        await db.SaveChangesAsync();
        job.WorkerId = other;
        await db.SaveChangesAsync();
        db.Entry(job).Fire(Wait);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal([0, 1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task A_save_without_accepting_counts_once()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await using var db = app.Open();
        db.Entry(await db.Set<Job>().SingleAsync()).Fire(Finish);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        await db.SaveChangesAsync();

        Assert.Equal(0, (await app.WorkloadsAsync())[0]);
    }

    [Fact]
    public async Task A_canceled_save_counts_nothing()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await using var db = app.Open();
        db.Add(new Job { Status = Open, WorkerId = worker });
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Commands[^1].Contains("\"Workload\" +", StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
        var cancelled = (await app.WorkloadsAsync())[0];
        await db.SaveChangesAsync();

        Assert.Equal((0, 1), (cancelled, (await app.WorkloadsAsync())[0]));
    }

    [Fact]
    public async Task Automatic_and_manual_counter_changes_in_one_save_are_combined()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var id = await app.WorkerAsync();
        await app.JobAsync(id);
        await using var db = app.Open();
        var job = await db.Set<Job>().Include(row => row.Worker).SingleAsync();
        app.Sql.Commands.Clear();

        db.Entry(job).Fire(Finish);
        CountersEntityEntryExtensions.Increment(db.Entry(job.Worker!), x => x.Workload, 3);
        await db.SaveChangesAsync();

        Assert.Equal(3, job.Worker!.Workload);
        Assert.Single(app.Sql.Commands, command => command.Contains("\"Workload\" +", StringComparison.Ordinal));
    }
}

public sealed class CountsTransactionSqliteTests(SqliteDatabase database) : CountsTransactionTests<SqliteDatabase>(database);

public sealed class CountsTransactionPostgresTests(PostgresDatabase database) : CountsTransactionTests<PostgresDatabase>(database);
