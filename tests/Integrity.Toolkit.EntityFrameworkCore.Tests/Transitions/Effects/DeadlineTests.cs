using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobPriority;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Deadlines that depend on the state.</summary>
public abstract class DeadlineTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DateTime Noon = TestTime.Start;

    [Theory]
    [InlineData(New, High, 1)]
    [InlineData(New, Normal, null)]
    [InlineData(Open, High, 4)]
    [InlineData(Open, Normal, 24)]
    [InlineData(Open, Low, null)]
    public async Task The_deadline_of_a_new_entity_depends_on_its_state_and_priority(JobStatus status, JobPriority priority, int? hours)
    {
        await using var app = await EffectsApplication.CreateAsync(database);

        var job = await app.JobAsync(status: status, priority: priority);

        Assert.Equal(Due(hours), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task Entering_a_state_sets_its_deadline_and_a_state_without_one_clears_it()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(status: New, priority: High);
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();

        app.Clock.AdjustTime(Noon.AddHours(2));
        db.Entry(tracked).Fire(Start);
        await db.SaveChangesAsync();
        var open = (await app.RowAsync(job)).DueAt;
        tracked.Status = Done;
        await db.SaveChangesAsync();

        Assert.Equal((Due(6), null), (open, (await app.RowAsync(job)).DueAt));
    }

    [Fact]
    public async Task A_deadline_shared_by_several_states_continues_across_transitions_and_reentry()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());
        app.Clock.AdjustTime(Noon.AddHours(5));

        entry.Fire(Wait);
        await db.SaveChangesAsync();
        entry.Fire(Assign);
        entry.Fire(Continue);
        await db.SaveChangesAsync();

        Assert.Equal(Due(24), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_deadline_restarts_when_its_states_are_left_and_reentered_in_one_save()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Job>().SingleAsync());
        app.Clock.AdjustTime(Noon.AddHours(5));

        entry.Fire(Finish);
        entry.Fire(Reopen);
        await db.SaveChangesAsync();

        Assert.Equal(Due(29), (await app.RowAsync(job)).DueAt);
    }

    [Theory]
    [InlineData(Normal, High, 4)]
    [InlineData(High, Normal, 24)]
    [InlineData(High, Low, null)]
    [InlineData(Low, Low, null)]
    public async Task Changing_the_priority_shifts_the_deadline_by_the_difference(JobPriority before, JobPriority after, int? hours)
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(priority: before);
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(3));

        (await db.Set<Job>().SingleAsync()).Priority = after;
        await db.SaveChangesAsync();

        Assert.Equal(Due(hours), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_priority_that_gains_a_deadline_is_measured_from_the_change()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(priority: Low);
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(3));

        (await db.Set<Job>().SingleAsync()).Priority = High;
        await db.SaveChangesAsync();

        Assert.Equal(Due(7), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task Changing_the_priority_with_a_transition_within_the_deadline_shifts_it_too()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();
        app.Clock.AdjustTime(Noon.AddHours(3));

        tracked.Priority = High;
        db.Entry(tracked).Fire(Wait);
        await db.SaveChangesAsync();

        Assert.Equal(Due(4), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_detached_entity_with_another_priority_shifts_the_stored_deadline()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync();
        await using var db = app.Open();

        db.Update(new Job { Id = job.Id, Status = Open, Priority = High });
        await db.SaveChangesAsync();

        Assert.Equal(Due(4), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task The_deadline_of_an_attached_entity_uses_the_stored_priority()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.JobAsync(status: New, priority: High);
        await using var db = app.Open();
        var attached = new Job { Id = job.Id, Status = New, Priority = Low };

        db.Attach(attached);
        db.Entry(attached).Fire(Start);
        await db.SaveChangesAsync();

        Assert.Equal(Due(4), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_deadline_assigned_by_the_application_is_kept_and_shifts_with_the_priority()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var job = await app.SaveAsync(new Job { Status = Open, DueAt = Noon.AddHours(100) });
        await using var db = app.Open();

        (await db.Set<Job>().SingleAsync()).Priority = High;
        await db.SaveChangesAsync();

        Assert.Equal(Due(80), (await app.RowAsync(job)).DueAt);
    }

    [Fact]
    public async Task A_failed_save_restores_the_deadline()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await app.JobAsync();
        await using var db = app.Open();
        var tracked = await db.Set<Job>().SingleAsync();
        tracked.Priority = High;
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        var failed = tracked.DueAt;
        await db.SaveChangesAsync();

        Assert.Equal((Due(24), Due(4)), (failed, tracked.DueAt));
    }

    [Fact]
    public async Task Overdue_rows_are_live_rows_in_states_with_a_deadline_by_the_clock_of_the_context()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        var late = await app.JobAsync(priority: High);
        await app.JobAsync();
        var deleted = await app.JobAsync(priority: High);
        var cancelled = await app.SaveAsync(new Job { Status = Open, Priority = High });
        await using var db = app.Open();
        db.Remove(await db.Set<Job>().SingleAsync(job => job.Id == deleted.Id));
        db.Entry(await db.Set<Job>().SingleAsync(job => job.Id == cancelled.Id)).Fire(Cancel);
        await db.SaveChangesAsync();

        // A writer without deadlines.
        await db.Database.ExecuteSqlAsync($"""UPDATE "Job" SET "DueAt" = {Noon} WHERE "Id" = {cancelled.Id}""");
        app.Clock.AdjustTime(Noon.AddHours(4));
        var punctual = await db.Overdue<Job>().CountAsync();
        app.Clock.AdjustTime(Noon.AddHours(5));
        var found = await db.Overdue<Job>().Where(job => job.Title == "a job").OrderBy(job => job.DueAt).ToListAsync();

        Assert.Equal(0, punctual);
        Assert.Equal(late.Id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task Overdue_on_a_type_without_deadlines_throws()
    {
        await using var app = await EffectsApplication.CreateAsync(database);
        await using var db = app.Open();

        Assert.Contains("declares no transitions", Assert.Throws<InvalidOperationException>(db.Overdue<Worker>).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_DateTimeOffset_deadline_can_be_queried_where_the_database_can_compare_it(bool converted)
    {
        var model = DeskModel.Only(builder => builder.Entity<Promise>(promise =>
        {
            if (converted)
            {
                promise.Property(x => x.DueAt).HasConversion<DateTimeOffsetToBinaryConverter>();
            }

            promise.HasTransitions(x => x.Status, EffectsApplication.Table)
                .WithDeadline(x => x.DueAt, x => x.Urgency, deadline => deadline.In(Open, (1, TimeSpan.FromHours(1))));
        }));
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Promise { Status = Open, Urgency = 1 });
        await app.SaveAsync(new Promise { Status = Open });
        await using var db = app.Open();
        app.Clock.AdjustTime(Noon.AddHours(2));

        if (converted || !db.Database.IsSqlite())
        {
            Assert.Equal(Noon.AddHours(1), (await db.Overdue<Promise>().SingleAsync()).DueAt!.Value.UtcDateTime);
        }
        else
        {
            Assert.Contains("Promise.DueAt", Assert.Throws<InvalidOperationException>(db.Overdue<Promise>).Message, StringComparison.Ordinal);
        }
    }

    public sealed class Promise
    {
        public int Id { get; set; }

        public JobStatus Status { get; set; }

        public int? Urgency { get; set; }

        public DateTimeOffset? DueAt { get; set; }
    }

    private static DateTime? Due(int? hours) => hours is { } some ? Noon.AddHours(some) : null;
}

public sealed class DeadlineSqliteTests(SqliteDatabase database) : DeadlineTests<SqliteDatabase>(database);

public sealed class DeadlinePostgresTests(PostgresDatabase database) : DeadlineTests<PostgresDatabase>(database);
