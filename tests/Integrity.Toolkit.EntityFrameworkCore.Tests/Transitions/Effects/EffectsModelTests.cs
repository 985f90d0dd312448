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
    public Task A_stamp_on_a_state_that_the_table_does_not_know_is_refused()
        => RefusedAsync(
            flow => flow.WithTimestamp(x => x.OpenedAt, on: [(JobStatus)9]), "Job.OpenedAt", "WithTimestamp(...)", "does not contain the state");

    [Fact]
    public Task A_stamp_without_a_state_is_refused()
        => RefusedAsync(flow => flow.WithTimestamp(x => x.OpenedAt, on: []), "Job.OpenedAt", "WithTimestamp(...)", "has no state");

    [Fact]
    public Task A_deadline_without_a_state_is_refused()
        => RefusedAsync(flow => flow.WithDeadline(x => x.DueAt, _ => { }), "Job.DueAt", "WithDeadline(...)", "has no state");

    [Fact]
    public Task A_count_without_a_state_is_refused()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: []), "Job.WorkerId", "WithCounter(...)", "has no state");

    [Fact]
    public Task A_stamp_that_is_set_and_cleared_by_one_state_is_refused()
        => RefusedAsync(flow => flow.WithTimestamp(x => x.OpenedAt, on: [Open], clearedOn: [Open]), "Job.OpenedAt", "set and cleared");

    [Fact]
    public Task A_time_that_two_declarations_set_is_refused()
        => RefusedAsync(
            flow => flow.WithTimestamp(x => x.OpenedAt, on: [Open]).WithTimestamp(x => x.OpenedAt, on: [Done]), "Job.OpenedAt", "more than once");

    [Fact]
    public Task A_deadline_in_a_terminal_state_is_refused()
        => RefusedAsync(
            flow => flow.WithDeadline(x => x.DueAt, deadline => deadline.In(Cancelled, TimeSpan.FromDays(1))),
            "Job.DueAt",
            "WithDeadline(...)",
            "terminal");

    [Fact]
    public Task A_state_with_two_deadlines_is_refused()
        => RefusedAsync(
            flow => flow.WithDeadline(x => x.DueAt, deadline => deadline
                .In(Open, TimeSpan.FromDays(1)).In([Waiting, Open], TimeSpan.FromDays(2))),
            "Job.DueAt",
            "two deadlines");

    [Fact]
    public Task A_reference_that_leads_somewhere_else_is_refused()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.Id, (Worker worker) => worker.Workload, whileIn: [Open]),
            "Job.Id",
            "WithCounter(...)",
            "not a foreign key to Worker");

    [Fact]
    public Task Two_counts_in_one_counter_are_refused()
        => RefusedAsync(
            flow => flow
                .WithCounter(x => x.WorkerId, (Worker worker) => worker.Workload, whileIn: [Open])
                .WithCounter(x => x.Worker, (Worker worker) => worker.Workload, whileIn: [Waiting]),
            "Job.Worker",
            "already the counter");

    [Fact]
    public Task A_counter_that_is_no_counter_is_refused()
        => RefusedAsync(
            flow => flow.WithCounter(x => x.WorkerId, (Worker worker) => worker.Id, whileIn: [Open]), "Worker.Id", "be a key");

    [Theory]
    [InlineData("cascade")]
    [InlineData("keep")]
    [InlineData("share")]
    public Task Rows_that_the_database_deletes_by_itself_are_refused_to_be_counted(string history)
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
    public void A_span_that_is_not_positive_is_refused()
    {
        var builder = new DeadlineBuilder<JobStatus>();

        Assert.Throws<ArgumentException>(() => builder.In(Open, TimeSpan.Zero));
    }

    [Fact]
    public void A_priority_with_two_spans_is_refused()
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
