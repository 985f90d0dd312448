using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Integrity.Toolkit.Tests.Transitions.Effects.JobStatus;

namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>Invalid effects throw when the model is built.</summary>
public sealed class EffectsModelTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public Task A_timestamp_on_an_unknown_state_throws()
        => RefusedAsync(
            flow => flow.WithTimestamp(x => x.OpenedAt, on: [(JobStatus)9]), "Job.OpenedAt", "WithTimestamp(...)", "does not contain the state");

    [Fact]
    public Task A_timestamp_without_a_state_throws()
        => RefusedAsync(flow => flow.WithTimestamp(x => x.OpenedAt, on: []), "Job.OpenedAt", "WithTimestamp(...)", "has no state");

    [Fact]
    public Task A_deadline_without_a_state_throws()
        => RefusedAsync(flow => flow.WithDeadline(x => x.DueAt, _ => { }), "Job.DueAt", "WithDeadline(...)", "has no state");

    [Fact]
    public Task A_counter_without_a_state_throws()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: []), "Job.WorkerId", "WithCounter(...)", "has no state");

    [Fact]
    public Task A_timestamp_set_and_cleared_by_the_same_state_throws()
        => RefusedAsync(flow => flow.WithTimestamp(x => x.OpenedAt, on: [Open], clearedOn: [Open]), "Job.OpenedAt", "set and cleared");

    [Fact]
    public Task A_time_set_by_two_declarations_throws()
        => RefusedAsync(
            flow => flow.WithTimestamp(x => x.OpenedAt, on: [Open]).WithTimestamp(x => x.OpenedAt, on: [Done]), "Job.OpenedAt", "more than once");

    [Fact]
    public Task A_deadline_in_a_terminal_state_throws()
        => RefusedAsync(
            flow => flow.WithDeadline(x => x.DueAt, deadline => deadline.In(Cancelled, TimeSpan.FromDays(1))),
            "Job.DueAt",
            "WithDeadline(...)",
            "terminal");

    [Fact]
    public Task A_state_with_two_deadlines_throws()
        => RefusedAsync(
            flow => flow.WithDeadline(x => x.DueAt, deadline => deadline
                .In(Open, TimeSpan.FromDays(1)).In([Waiting, Open], TimeSpan.FromDays(2))),
            "Job.DueAt",
            "two deadlines");

    [Fact]
    public Task A_counter_reference_without_a_matching_foreign_key_throws()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.Id, (Worker worker) => worker.Workload, whileIn: [Open]),
            "Job.Id",
            "WithCounter(...)",
            "not a foreign key to Worker");

    [Fact]
    public Task Two_declarations_for_one_counter_throw()
        => RefusedAsync(
            flow => flow
                .WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: [Open])
                .WithCounter(x => x.Worker, (Worker worker) => worker.Workload, whileIn: [Waiting]),
            "Job.Worker",
            "already the counter");

    [Fact]
    public Task A_counter_member_that_is_a_key_throws()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.WorkerId, (Worker worker) => worker.Id, whileIn: [Open]), "Worker.Id", "be a key");

    [Theory]
    [InlineData("cascade")]
    [InlineData("keep")]
    [InlineData("share")]
    public Task Counting_rows_with_a_database_cascade_delete_throws(string history)
        => RefusedAsync(
            flow => (history switch
            {
                "cascade" => flow.WithHistory(h => h.AllowCascadeDelete()),
                "keep" => flow.WithHistory(h => h.KeepAfterDelete()),
                _ => flow.WithHistory(h => h.Shared()),
            }).WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: [Open]),
            job => job.HasOne<Worker>().WithMany().HasForeignKey("OwnerId").IsRequired(),
            "Job.WorkerId",
            "OwnerId",
            "Restrict");

    [Fact]
    public void A_time_span_that_is_not_positive_throws()
    {
        var builder = new DeadlineBuilder<JobStatus>();

        Assert.Throws<ArgumentException>(() => builder.In(Open, TimeSpan.Zero));
    }

    [Fact]
    public void A_priority_with_two_time_spans_throws()
    {
        var builder = new DeadlineBuilder<JobStatus, JobPriority>();

        var refused = Assert.Throws<ArgumentException>(() => builder.In(
            Open, (JobPriority.High, TimeSpan.FromHours(1)), (JobPriority.High, TimeSpan.FromHours(2))));

        Assert.Contains("High", refused.Message, StringComparison.Ordinal);
    }

    private Task RefusedAsync(Action<TransitionsBuilder<Job, JobStatus>> declare, params string[] told)
        => RefusedAsync(declare, _ => { }, told);

    private async Task RefusedAsync(
        Action<TransitionsBuilder<Job, JobStatus>> declare, Action<EntityTypeBuilder<Job>> more, params string[] told)
    {
        var model = DeskModel.Only(model =>
        {
            model.Entity<Worker>().HasMany(x => x.Jobs).WithOne(x => x.Worker).HasForeignKey(x => x.WorkerId)
                .OnDelete(DeleteBehavior.SetNull);
            declare(model.Entity<Job>().HasTransitions(x => x.Status, EffectsApplication.Table));
            more(model.Entity<Job>());
        });

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => EffectsApplication.CreateAsync(database, model));

        Assert.All(told, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }
}
