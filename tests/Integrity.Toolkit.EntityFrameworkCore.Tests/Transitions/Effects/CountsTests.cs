using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Counters of rows in certain states.</summary>
public abstract class CountsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_is_counted_while_it_is_in_one_of_the_states(bool async)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker, New);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());
        var seen = new List<int> { (await app.WorkloadsAsync())[0] };

        foreach (var trigger in new[] { Start, Wait, Continue, Finish, Reopen, Cancel })
        {
            entry.Fire(trigger);
            await SaveModes.SaveAsync(db, async);
            seen.Add((await app.WorkloadsAsync())[0]);
        }

        Assert.Equal([0, 1, 1, 1, 0, 1, 0], seen);
    }

    [Fact]
    public async Task A_new_row_is_counted_immediately_for_existing_and_new_principals()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = new Worker { Jobs = [new Job { Status = Open }, new Job { Status = Open }, new Job()] };

        await app.SaveAsync(worker);

        Assert.Equal((2, 2), ((await app.WorkloadsAsync())[0], worker.Workload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_reassigned_to_another_principal_is_counted_there_with_or_without_reentry(bool fire)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync());
        await app.JobAsync(one);
        await using var db = app.Open();
        var job = await db.Set<Job>().SingleAsync();

        job.WorkerId = other;
        if (fire)
        {
            db.Entry(job).Fire(Assign);
        }

        await db.SaveChangesAsync();

        Assert.Equal([0, 1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task An_unassigned_row_is_not_counted_and_an_assigned_row_is()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await app.JobAsync();
        await using var db = app.Open();
        var jobs = await db.Set<Job>().OrderBy(job => job.Id).ToListAsync();

        jobs[0].WorkerId = null;
        await db.SaveChangesAsync();
        var without = await app.WorkloadsAsync();
        jobs.ForEach(job => job.WorkerId = worker);
        await db.SaveChangesAsync();

        Assert.Equal((0, 2), (without[0], (await app.WorkloadsAsync())[0]));
    }

    [Fact]
    public async Task Two_transitions_in_one_save_are_counted_by_the_final_state()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker, New);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());

        entry.Fire(Start);
        entry.Fire(Finish);
        await db.SaveChangesAsync();
        var finished = (await app.WorkloadsAsync())[0];
        entry.Fire(Reopen);
        entry.Fire(Wait);
        await db.SaveChangesAsync();

        Assert.Equal((0, 1), (finished, (await app.WorkloadsAsync())[0]));
    }

    [Fact]
    public async Task A_deleted_row_is_not_counted_and_a_restored_row_is()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await using var db = app.Open();
        var job = await db.Set<Job>().SingleAsync();

        db.Remove(job);
        await db.SaveChangesAsync();
        var deleted = (await app.WorkloadsAsync())[0];
        await db.RestoreAsync(job);
        await db.SaveChangesAsync();
        var restored = (await app.WorkloadsAsync())[0];
        db.HardDelete(job);
        await db.SaveChangesAsync();

        Assert.Equal((0, 1, 0), (deleted, restored, (await app.WorkloadsAsync())[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hard_deleted_row_is_not_counted_even_when_its_table_is_guarded(bool guarded)
    {
        var model = guarded ? EffectsApplication.With(model => model.Entity<Job>().HasSoftDelete().GuardInDatabase()) : null;
        await using var app = await EffectsApplication.CreateAsync(database, model);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await using var db = app.Open();

        db.HardDelete(await db.Set<Job>().SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(0, (await app.WorkloadsAsync())[0]);
    }

    [Fact]
    public async Task Values_unknown_to_the_context_are_read_from_the_database()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync());
        var job = await app.JobAsync(one);
        await using var db = app.Open();

        db.Update(new Job { Id = job.Id, Status = Waiting, WorkerId = other });
        await db.SaveChangesAsync();

        Assert.Equal([0, 1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task A_row_reassigned_by_another_writer_is_counted_for_its_current_principal()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var (one, other) = (await app.WorkerAsync(), await app.WorkerAsync());
        await app.JobAsync(one);
        await using var slow = app.Open();
        var stale = await slow.Set<Job>().SingleAsync();
        await using var fast = app.Open();
        (await fast.Set<Job>().SingleAsync()).WorkerId = other;
        await fast.SaveChangesAsync();

        slow.Entry(stale).Fire(Finish);
        await slow.SaveChangesAsync();

        Assert.Equal([0, 0], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task Deleting_a_principal_deletes_its_counter_and_its_rows_are_no_longer_counted()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await using var db = app.Open();
        var job = await db.Set<Job>().Include(row => row.Worker).SingleAsync();

        db.HardDelete(job.Worker!);
        await db.SaveChangesAsync();

        Assert.Empty(await app.WorkloadsAsync());
        Assert.Null((await app.RowAsync(job)).WorkerId);
    }

    [Fact]
    public async Task A_tracked_principal_gets_the_new_value_without_a_version_increment()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.WorkerAsync();
        await using var db = app.Open();
        var worker = await db.Set<Worker>().SingleAsync();

        db.Add(new Job { Status = Open, WorkerId = worker.Id });
        await db.SaveChangesAsync();

        Assert.Equal(1, worker.Workload);
        Assert.Equal(EntityState.Unchanged, db.Entry(worker).State);
        Assert.Equal(1, db.Entry(worker).Property<int>("Version").CurrentValue);
        worker.Name = "Grace";
        await db.SaveChangesAsync();
        Assert.Equal(1, (await app.WorkloadsAsync())[0]);
    }

    [Fact]
    public async Task A_soft_deleted_principal_still_counts()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync();
        await app.JobAsync(worker);
        await app.JobAsync(worker);
        await using var db = app.Open();
        db.Remove(await db.Set<Worker>().SingleAsync());
        await db.SaveChangesAsync();

        var job = await db.Set<Job>().FirstAsync();
        db.Entry(job).Fire(Finish);
        await db.SaveChangesAsync();

        Assert.Equal([1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task A_save_beyond_the_bounds_is_rejected_and_everything_is_unchanged()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var worker = await app.WorkerAsync(capacity: 1);
        await app.JobAsync(worker);
        await app.JobAsync(status: New);
        await using var db = app.Open();
        var tracked = await db.Set<Worker>().SingleAsync();
        var job = await db.Set<Job>().SingleAsync(row => row.WorkerId == null);
        job.WorkerId = worker;
        db.Entry(job).Fire(Start);

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("worker.workload.ceiling", "Worker"), (violation.Code, violation.Entity));
        Assert.Equal(1, tracked.Workload);
        Assert.Equal((Open, EntityState.Modified, null), (job.Status, db.Entry(job).State, job.OpenedAt));
        Assert.Equal([1], await app.WorkloadsAsync());
        Assert.Equal(New, (await app.RowAsync(job)).Status);
        tracked.Capacity = 2;
        await db.SaveChangesAsync();
        Assert.Equal([2], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task Without_UseConstraints_the_counter_works_without_bounds()
    {
        await using var app = await EffectsApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var worker = await app.WorkerAsync(capacity: 0);

        await app.JobAsync(worker);

        Assert.Equal([1], await app.WorkloadsAsync());
    }

    [Fact]
    public async Task A_save_without_counter_changes_sends_no_additional_queries()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.JobAsync(await app.WorkerAsync());
        await using var db = app.Open();
        var job = await db.Set<Job>().SingleAsync();
        app.Sql.Commands.Clear();

        job.Title = "edited";
        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Commands);
    }

    [Fact]
    public async Task With_the_block_off_nothing_is_counted()
    {
        await using var app = await EffectsApplication.CreateAsync(database, blocks: all => all.UseTransitions(t => t.Off()));
        var worker = await app.WorkerAsync();

        await app.JobAsync(worker);

        await using var db = app.Open();
        Assert.Equal(0, (await db.Set<Worker>().SingleAsync()).Workload);
    }
}

public sealed class CountsSqliteTests(SqliteDatabase database) : CountsTests<SqliteDatabase>(database);

public sealed class CountsPostgresTests(PostgresDatabase database) : CountsTests<PostgresDatabase>(database);

public sealed class CountsSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : CountsTests<SqliteSharedHistoryDatabase>(database);

public sealed class CountsPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : CountsTests<PostgresSharedHistoryDatabase>(database);
