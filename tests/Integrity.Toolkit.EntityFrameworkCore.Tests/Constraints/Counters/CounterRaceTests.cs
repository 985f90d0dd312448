using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Counters with concurrent writers.</summary>
public abstract class CounterRaceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Only_one_of_two_concurrent_callers_gets_the_last_unit()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 1);

        var failures = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => CountAsync(app, id, -1))));

        Assert.Single(failures, failure => failure is null);
        var refused = Assert.IsType<IntegrityUpdateException>(Assert.Single(failures, failure => failure is not null));
        Assert.Equal("engineer.workload.floor", refused.Violations[0].Code);
        Assert.Equal(0, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task Concurrent_counter_changes_are_never_lost()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 0);

        var failures = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Task.Run(() => CountAsync(app, id, 1))));

        Assert.Equal(10, failures.Count(failure => failure is null));
        Assert.All(
            failures.OfType<Exception>(),
            failure => Assert.Equal("engineer.workload.ceiling", Assert.IsType<IntegrityUpdateException>(failure).Violations[0].Code));
        Assert.Equal(10, (await app.RowAsync(id)).Workload);
    }

    [Fact]
    public async Task Changing_the_same_rows_in_opposite_order_does_not_deadlock()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        int[] ids = [await app.EngineerAsync(0, null), await app.EngineerAsync(0, null), await app.EngineerAsync(0, null)];

        var failures = await Task.WhenAll(
            Task.Run(() => RepeatAsync(app, ids, 20)), Task.Run(() => RepeatAsync(app, [ids[2], ids[1], ids[0]], 20)));

        Assert.All(failures, Assert.Null);
        await using var db = app.Apart();
        Assert.All(await db.Set<Engineer>().ToListAsync(), engineer => Assert.Equal(40, engineer.Workload));
    }

    private static Task<Exception?> RepeatAsync(TestApplication app, int[] ids, int times) => Record.ExceptionAsync(async () =>
    {
        await using var db = app.Apart();
        var engineers = await db.Set<Engineer>().ToDictionaryAsync(engineer => engineer.Id);
        for (var i = 0; i < times; i++)
        {
            Array.ForEach(ids, id => db.Entry(engineers[id]).Increment(x => x.Workload));
            await db.SaveChangesAsync();
        }
    }).AsTask();

    private static Task<Exception?> CountAsync(TestApplication app, int id, int by) => Record.ExceptionAsync(async () =>
    {
        await using var db = app.Apart();
        var entry = db.Entry(await db.Set<Engineer>().SingleAsync(engineer => engineer.Id == id));
        _ = by > 0 ? entry.Increment(x => x.Workload, by) : entry.Decrement(x => x.Workload, -by);
        await db.SaveChangesAsync();
    }).AsTask();
}

public sealed class CounterRaceSqliteTests(SqliteDatabase database) : CounterRaceTests<SqliteDatabase>(database);

public sealed class CounterRacePostgresTests(PostgresDatabase database) : CounterRaceTests<PostgresDatabase>(database);
