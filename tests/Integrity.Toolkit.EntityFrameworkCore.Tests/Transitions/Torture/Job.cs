using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>What all workers fight for.</summary>
internal sealed class Job
{
    /// <summary>A circle with short cuts, so that whatever was done there is more to do.</summary>
    public static readonly TransitionTable<JobStatus, JobTrigger> Flow = TransitionTable.Create<JobStatus, JobTrigger>("job", t =>
    {
        t.Initial(JobStatus.Waiting);
        t.Configure(JobStatus.Waiting).Permit(JobTrigger.Take, JobStatus.Active);
        t.Configure(JobStatus.Active)
            .PermitReentry(JobTrigger.Reassign)
            .Permit(JobTrigger.Park, JobStatus.Parked)
            .Permit(JobTrigger.Submit, JobStatus.InReview);
        t.Configure(JobStatus.Parked).Permit(JobTrigger.Take, JobStatus.Active);
        t.Configure(JobStatus.InReview)
            .Permit(JobTrigger.Reject, JobStatus.Active)
            .Permit(JobTrigger.Accept, JobStatus.Done);
        t.Configure(JobStatus.Done).Permit(JobTrigger.Reopen, JobStatus.Waiting);
    });

    public int Id { get; set; }

    public JobStatus Status { get; set; }

    /// <summary>Who had it last.</summary>
    public int HandId { get; set; }

    /// <summary>Where a job is counted among the load of its hand.</summary>
    public static IReadOnlyList<JobStatus> Loads { get; } = [JobStatus.Active, JobStatus.InReview];
}
