using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Timestamps of states.</summary>
public abstract class StampTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DateTime Noon = TestTime.Start;

    [Fact]
    public async Task A_state_entered_by_a_trigger_gets_the_time_of_the_trigger()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(status: New);
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();

        app.Clock.AdjustTime(Noon.AddHours(1));
        db.Entry(tracked).Fire(Start);
        app.Clock.AdjustTime(Noon.AddHours(2));
        await db.SaveChangesAsync();

        Assert.Equal(Noon.AddHours(1), tracked.OpenedAt);
        Assert.Equal(Noon.AddHours(1), (await app.RowAsync(job)).OpenedAt);
    }

    [Fact]
    public async Task An_assigned_state_gets_the_time_of_the_save()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(1));

        (await db.Set<Job>().SingleAsync()).Status = Done;
        await db.SaveChangesAsync();

        Assert.Equal(new DateTimeOffset(Noon.AddHours(1)), (await app.RowAsync(job)).DoneAt);
    }

    [Fact]
    public async Task The_first_state_of_a_new_entity_gets_a_timestamp()
    {
        await using var app = await EffectsApplication.CreateAsync(database);

        var job = await app.JobAsync(status: Open);

        Assert.Equal((Noon, Noon), ((await app.RowAsync(job)).OpenedAt!.Value, job.FirstOpenedAt!.Value));
    }

    [Fact]
    public async Task Reentering_a_state_updates_its_timestamp_unless_the_first_is_kept_and_clears_others()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());
        app.Clock.AdjustTime(Noon.AddHours(1));
        entry.Fire(Finish);
        await db.SaveChangesAsync();
        Assert.NotNull(entry.Entity.DoneAt);

        app.Clock.AdjustTime(Noon.AddHours(2));
        entry.Fire(Reopen);
        await db.SaveChangesAsync();

        var row = await app.RowAsync(job);
        Assert.Equal((Noon.AddHours(2), Noon, null), (row.OpenedAt, row.FirstOpenedAt, row.DoneAt));
    }

    [Fact]
    public async Task With_several_transitions_in_one_save_each_sets_timestamps_and_the_last_one_wins()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(status: New);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());

        foreach (var (trigger, hour) in new[] { (Start, 1), (Finish, 2), (Reopen, 3), (Finish, 4) })
        {
            app.Clock.AdjustTime(Noon.AddHours(hour));
            entry.Fire(trigger);
        }

        await db.SaveChangesAsync();

        var row = await app.RowAsync(job);
        Assert.Equal((Noon.AddHours(3), Noon.AddHours(1)), (row.OpenedAt, row.FirstOpenedAt));
        Assert.Equal(new DateTimeOffset(Noon.AddHours(4)), row.DoneAt);
    }

    [Fact]
    public async Task A_failed_save_undoes_the_timestamp_and_the_next_save_sets_it()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(status: New);
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();
        db.Entry(tracked).Fire(Start);
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.Null(tracked.OpenedAt);
        await db.SaveChangesAsync();

        Assert.Equal(Noon, (await app.RowAsync(job)).OpenedAt);
    }

    [Fact]
    public async Task The_transition_overwrites_a_timestamp_assigned_by_the_application()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();

        tracked.DoneAt = Noon.AddYears(-1);
        db.Entry(tracked).Fire(Finish);
        await db.SaveChangesAsync();

        Assert.Equal(new DateTimeOffset(Noon), (await app.RowAsync(job)).DoneAt);
    }

    [Theory]
    [InlineData(Open)]
    [InlineData(Done)]
    public async Task A_detached_entity_does_not_overwrite_a_stored_timestamp(JobStatus status)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(1));

        db.Update(new Job { Id = job.Id, Status = status, Title = "edited" });
        await db.SaveChangesAsync();

        var row = await app.RowAsync(job);
        Assert.Equal(("edited", Noon, Noon), (row.Title, row.OpenedAt, row.FirstOpenedAt));
        Assert.Equal(status == Done ? new DateTimeOffset(Noon.AddHours(1)) : null, row.DoneAt);
    }

    [Fact]
    public async Task Other_edits_keep_the_timestamps()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.JobAsync();
        await using var db = app.Open();

        (await db.Set<Job>().SingleAsync()).Title = "edited";
        await db.SaveChangesAsync();

        Assert.DoesNotContain("OpenedAt", Assert.Single(app.Sql.Writes), StringComparison.Ordinal);
    }
}

public sealed class StampSqliteTests(SqliteDatabase database) : StampTests<SqliteDatabase>(database);

public sealed class StampPostgresTests(PostgresDatabase database) : StampTests<PostgresDatabase>(database);
