using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Retries, which SQLite does not support.</summary>
public sealed class CountsRetryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retried_save_changes_the_counter_once(bool async)
    {
        await using var app = await RetryingAsync();
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await using var db = app.Open();
        db.Add(new Job { Status = Open, WorkerId = worker });
        db.Entry(await db.Set<Job>().SingleAsync()).Fire(Finish);
        db.Add(new Job { Status = Open, WorkerId = worker });
        var failures = 0;
        app.Sql.OnWrite = () => app.Sql.FailNextWrite =
            app.Sql.Commands[^1].Contains("\"Workload\" +", StringComparison.Ordinal) && failures++ == 0 ? Transient() : null;

        await SaveModes.SaveAsync(db, async);

        Assert.Equal((2, 2), (failures, (await app.WorkloadsAsync())[0]));
    }

    [Fact]
    public async Task A_retried_block_that_does_not_accept_changes_changes_the_counter_once()
    {
        await using var app = await RetryingAsync();
        var id = await app.WorkerAsync();
        await app.JobAsync(id);
        await app.JobAsync(status: New);
        await app.JobAsync(status: Open);
        await using var db = app.Open();
        var worker = await db.Set<Worker>().SingleAsync();
        var jobs = await db.Set<Job>().OrderBy(job => job.Id).ToListAsync();
        db.Entry(jobs[0]).Fire(Finish);
        db.Entry(jobs[1]).Fire(Start);
        jobs[1].WorkerId = id;
        jobs[2].WorkerId = id;
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await (attempts++ == 0 ? Task.FromException(Transient()) : transaction.CommitAsync());
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal((2, 2, 2), (attempts, (await app.WorkloadsAsync())[0], worker.Workload));
    }

    private static NpgsqlException Transient() => new("The line went dead.", new IOException());

    private Task<TestApplication> RetryingAsync()
        => EffectsApplication.CreateAsync(database, options: options => new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure());
}
