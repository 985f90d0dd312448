using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

public abstract class ReconcileTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Counters_are_corrected_in_batches_and_the_report_lists_the_corrections()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var ids = await DriftedAsync(app, (0, 2), (3, 3), (5, 1), (1, 0), (2, 4));
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync(x => x.Id == ids[0]);
        app.Sql.Commands.Clear();

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive), batchSize: 2);

        Assert.Equal(
            [(ids[0], 0L, 2L), (ids[2], 5L, 1L), (ids[3], 1L, 0L), (ids[4], 2L, 4L)],
            report.Corrections.Select(correction => ((int)correction.Key[0]!, correction.OldValue, correction.NewValue)));
        Assert.True(report.IsComplete);
        Assert.Empty(report.Violations);
        Assert.Equal([2, 3, 1, 0, 4], await db.Set<Engineer>().AsNoTracking().OrderBy(x => x.Id).Select(x => x.Workload).ToListAsync());
        Assert.Equal((2, EntityState.Unchanged), (engineer.Workload, db.Entry(engineer).State));
        Assert.All(await db.Set<Engineer>().ToListAsync(), x => Assert.Equal(1, x.Version));
    }

    [Fact]
    public async Task Correct_counters_are_left_unchanged()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await DriftedAsync(app, (2, 2), (0, 0));
        await using var db = app.Open();

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive));

        Assert.True(report.IsComplete);
        Assert.Empty(report.Corrections);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_count_out_of_bounds_is_reported_and_the_others_are_corrected()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var ids = await DriftedAsync(app, (0, 11), (0, 1), (0, 12));
        await using var db = app.Open();
        await db.Set<Engineer>().Where(x => x.Id == ids[2]).BypassIntegrity()
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Capacity, (int?)null));

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive), batchSize: 1);

        var violation = Assert.Single(report.Violations);
        Assert.Equal("engineer.workload.ceiling", violation.Code);
        Assert.Equal([ids[0]], violation.Key);
        Assert.Equal([ids[1], ids[2]], report.Corrections.Select(correction => (int)correction.Key[0]!));
        Assert.Equal([0, 1, 12], await db.Set<Engineer>().OrderBy(x => x.Id).Select(x => x.Workload).ToListAsync());
    }

    [Fact]
    public async Task Values_below_the_minimum_and_above_the_maximum_have_different_codes()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await DriftedAsync(app, (1, 0), (2, 0));
        await using var db = app.Open();

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Mood, x => x.Workload == 1 ? -6 : 6);

        Assert.Equal(["engineer.mood.ceiling", "engineer.mood.floor"], report.Violations.Select(violation => violation.Code).Order());
        Assert.Empty(report.Corrections);
    }

    [Fact]
    public async Task A_row_that_changes_during_reconciliation_is_read_again()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var ids = await DriftedAsync(app, (0, 2));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        app.Sql.OnWrite = () =>
        {
            app.Sql.OnWrite = null;
            db.Database.ExecuteSqlRaw("""UPDATE "Engineer" SET "Workload" = 1""");
        };

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive));
        await transaction.CommitAsync();

        Assert.Equal((1L, 2L), (Assert.Single(report.Corrections).OldValue, report.Corrections[0].NewValue));
        Assert.True(report.IsComplete);
        Assert.Equal(2, (await app.RowAsync(ids[0])).Workload);
    }

    [Fact]
    public async Task A_row_that_keeps_changing_is_skipped_and_reported()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await DriftedAsync(app, (0, 2));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var next = 3;
        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Commands[^1].Contains("RETURNING", StringComparison.Ordinal))
            {
                db.Database.ExecuteSql($"""UPDATE "Engineer" SET "Workload" = {next++}""");
            }
        };

        var report = await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive));

        Assert.False(report.IsComplete);
        Assert.Empty(report.Corrections);
    }

    [Fact]
    public async Task A_failed_batch_is_rolled_back_and_earlier_batches_are_kept()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await DriftedAsync(app, (0, 1), (0, 1), (0, 1), (0, 1));
        await using var db = app.Open();
        var writes = 0;
        app.Sql.OnWrite = () => app.Sql.FailNextWrite = ++writes == 4 ? new InvalidOperationException("broken on purpose") : null;

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive), batchSize: 2));

        Assert.Equal([1, 1, 0, 0], await db.Set<Engineer>().OrderBy(x => x.Id).Select(x => x.Workload).ToListAsync());
        Assert.Null(db.Database.CurrentTransaction);
    }

    [Fact]
    public async Task An_open_transaction_is_used()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var ids = await DriftedAsync(app, (0, 1));
        await using (var db = app.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => x.Reviews.Count(r => r.IsActive));
        }

        Assert.Equal(0, (await app.RowAsync(ids[0])).Workload);
    }

    [Fact]
    public async Task A_batch_size_below_one_and_an_undeclared_counter_throw()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => db.ReconcileCounterAsync<Engineer>(x => x.Workload, x => 1, batchSize: 0));
        var undeclared = await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.ReconcileCounterAsync<Engineer>(x => x.Version, x => 1));

        Assert.Contains("Engineer.Version is not a counter", undeclared.Message, StringComparison.Ordinal);
    }

    /// <summary>Saves engineers with a workload and active reviews, next to an inactive one, and returns their keys.</summary>
    private static async Task<int[]> DriftedAsync(TestApplication app, params (int Workload, int Reviews)[] drifted)
    {
        var ids = new List<int>();
        foreach (var (workload, reviews) in drifted)
        {
            ids.Add((await app.SaveAsync(new Engineer
            {
                Workload = workload,
                Reviews = [new Review { IsActive = false }, .. Enumerable.Range(0, reviews).Select(_ => new Review())],
            })).Id);
        }

        return [.. ids];
    }
}

public sealed class ReconcileSqliteTests(SqliteDatabase database) : ReconcileTests<SqliteDatabase>(database);

public sealed class ReconcilePostgresTests(PostgresDatabase database) : ReconcileTests<PostgresDatabase>(database);
