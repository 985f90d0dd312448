using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobPriority;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>The effects of set-based transitions.</summary>
public abstract class SetBasedEffectsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DateTime Noon = TestTime.Start;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_in_a_set_based_transition_are_counted_once_per_principal(bool async)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync());
        foreach (var worker in new int?[] { one, one, other, null })
        {
            await app.JobAsync(worker, New);
        }

        await using var db = app.Open();
        app.Sql.Commands.Clear();
        _ = async ? await db.Set<Job>().ExecuteFireAsync(Start) : db.Set<Job>().ExecuteFire(Start);

        Assert.Equal(2, app.Sql.Commands.Count(sql => sql.Contains("\"Workload\" +", StringComparison.Ordinal)));
        Assert.Equal([2, 1], await app.WorkloadsAsync());
        await db.Set<Job>().Where(job => job.WorkerId == one).ExecuteFireAsync(Finish);
        Assert.Equal([0, 1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task A_set_based_transition_between_counted_states_changes_no_counter()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.JobAsync(await app.WorkerAsync());
        await using var db = app.Open();
        app.Sql.Commands.Clear();

        await db.Set<Job>().ExecuteFireAsync(Wait);

        Assert.DoesNotContain(app.Sql.Commands, sql => sql.Contains("\"Workload\" +", StringComparison.Ordinal));
        Assert.Equal([1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task Deleted_rows_in_a_set_based_transition_are_not_counted()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker, New);
        await app.JobAsync(worker, New);
        await using var db = app.Open();
        db.Remove(await db.Set<Job>().FirstAsync());
        await db.SaveChangesAsync();

        await db.Set<Job>().IgnoreQueryFilters().ExecuteFireAsync(Start);

        Assert.Equal([1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task Beyond_the_bounds_of_one_counter_the_whole_set_based_transition_is_rejected()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync(capacity: 1));
        var job = await app.JobAsync(one, New);
        await app.JobAsync(other, New);
        await app.JobAsync(other, New);
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Set<Job>().ExecuteFireAsync(Start));

        Assert.Equal("worker.workload.ceiling", Assert.Single(refused.Violations).Code);
        Assert.Equal([0, 0], await app.WorkloadsAsync());
        Assert.Equal(New, (await app.RowAsync(job)).Status);
    }

    [Fact]
    public async Task A_set_based_transition_sets_the_same_timestamps_and_deadlines_as_single_ones()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var jobs = new List<Job>();
        foreach (var priority in new[] { High, Normal, Low })
        {
            jobs.Add(await app.JobAsync(status: New, priority: priority));
        }

        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(1));
        await db.Set<Job>().ExecuteFireAsync(Start);

        var opened = await RowsAsync(app, jobs);
        Assert.All(opened, row => Assert.Equal((Noon.AddHours(1), Noon.AddHours(1)), (row.OpenedAt, row.FirstOpenedAt)));
        Assert.Equal([Noon.AddHours(5), Noon.AddHours(25), null], opened.Select(row => row.DueAt));
    }

    [Fact]
    public async Task A_set_based_transition_keeps_clears_and_continues_times_like_single_transitions()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        List<Job> jobs = [await app.JobAsync()];
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(1));
        await db.Set<Job>().ExecuteFireAsync(Wait);
        var waiting = (await RowsAsync(app, jobs))[0];
        await db.Set<Job>().ExecuteFireAsync(Continue);
        await db.Set<Job>().ExecuteFireAsync(Finish);
        var done = (await RowsAsync(app, jobs))[0];
        app.Clock.AdjustTime(Noon.AddHours(2));
        await db.Set<Job>().ExecuteFireAsync(Reopen);
        var open = (await RowsAsync(app, jobs))[0];

        Assert.Equal((Noon, Noon.AddHours(24)), (waiting.OpenedAt, waiting.DueAt));
        Assert.Equal((Noon.AddHours(1), null), (done.OpenedAt, done.DueAt));
        Assert.Equal(new DateTimeOffset(Noon.AddHours(1)), done.DoneAt);
        Assert.Equal((Noon.AddHours(2), Noon, null), (open.OpenedAt, open.FirstOpenedAt, open.DoneAt));
        Assert.Equal(Noon.AddHours(26), open.DueAt);
    }

    private static async Task<List<Job>> RowsAsync(TestApplication app, List<Job> jobs)
    {
        var rows = new List<Job>();
        foreach (var job in jobs)
        {
            rows.Add(await app.RowAsync(job));
        }

        return rows;
    }
}

public sealed class SetBasedEffectsSqliteTests(SqliteDatabase database) : SetBasedEffectsTests<SqliteDatabase>(database);

public sealed class SetBasedEffectsPostgresTests(PostgresDatabase database) : SetBasedEffectsTests<PostgresDatabase>(database);

public sealed class SetBasedEffectsSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedEffectsTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedEffectsPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedEffectsTests<PostgresSharedHistoryDatabase>(database);
