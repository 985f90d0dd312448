using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Counters of rows that existed before, or were changed by others.</summary>
public abstract class ReconcileCountsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Counters_are_set_to_the_live_rows_in_the_states_and_corrections_are_reported()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other, third) = (await app.WorkerAsync(), await app.WorkerAsync(), await app.WorkerAsync());
        await app.JobAsync(one);
        await app.JobAsync(one);
        await app.JobAsync(one, New);
        await app.JobAsync(other);
        await using var db = app.Open();
        db.Remove(await db.Set<Job>().FirstAsync());
        db.Remove(await db.Set<Worker>().SingleAsync(worker => worker.Id == other));
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Worker" SET "Workload" = 7 WHERE "Id" <> {third}""");
        var tracked = await db.Set<Worker>().SingleAsync(worker => worker.Id == one);

        var report = await db.ReconcileCountersAsync<Job>();

        Assert.Equal([1, 1, 0], await app.WorkloadsAsync());
        Assert.Equal(1, tracked.Workload);
        Assert.True(report.IsComplete);
        Assert.Empty(report.Violations);
        Assert.Equal(
            [("Worker", "Workload", one, 7L, 1L), ("Worker", "Workload", other, 7L, 1L)],
            report.Corrections.Select(counter => (counter.Entity, counter.Counter, (int)counter.Key[0]!, counter.OldValue, counter.NewValue)));
        Assert.Empty((await db.ReconcileCountersAsync<Job>()).Corrections);
    }

    [Fact]
    public async Task A_count_beyond_the_bounds_is_reported_and_left_unchanged()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync(capacity: 2);
        await app.JobAsync(worker);
        await app.JobAsync(worker);
        await using var db = app.Open();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Worker" SET "Workload" = 0, "Capacity" = 1""");

        var report = await db.ReconcileCountersAsync<Job>();

        Assert.Empty(report.Corrections);
        Assert.Equal("worker.workload.ceiling", Assert.Single(report.Violations).Code);
    }

    [Fact]
    public async Task A_type_without_counters_throws()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => db.ReconcileCountersAsync<Worker>());

        Assert.Contains("declares no transitions", refused.Message, StringComparison.Ordinal);
    }
}

public sealed class ReconcileCountsSqliteTests(SqliteDatabase database) : ReconcileCountsTests<SqliteDatabase>(database);

public sealed class ReconcileCountsPostgresTests(PostgresDatabase database) : ReconcileCountsTests<PostgresDatabase>(database);
