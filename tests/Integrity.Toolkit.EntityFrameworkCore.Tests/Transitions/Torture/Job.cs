using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>The row for which all workers compete.</summary>
internal sealed class Job
{
    /// <summary>A cycle with shortcuts, so that another transition is always possible.</summary>
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

    /// <summary>The last owner.</summary>
    public int HandId { get; set; }

    /// <summary>The states in which a job counts in the load of its owner.</summary>
    public static IReadOnlyList<JobStatus> Loads { get; } = [JobStatus.Active, JobStatus.InReview];
}
