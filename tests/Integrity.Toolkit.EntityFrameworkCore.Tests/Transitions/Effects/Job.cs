namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>A job with a deadline.</summary>
public sealed class Job
{
    public int Id { get; set; }

    public string Title { get; set; } = "a job";

    public JobStatus Status { get; set; }

    public JobPriority Priority { get; set; } = JobPriority.Normal;

    public int? WorkerId { get; set; }

    public DateTime? OpenedAt { get; set; }

    public DateTime? FirstOpenedAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public DateTime? DueAt { get; set; }

    public Worker? Worker { get; set; }
}

public enum JobStatus
{
    New,
    Open,
    Waiting,
    Done,
    Cancelled,
}

public enum JobTrigger
{
    Start,
    Wait,
    Continue,
    Assign,
    Finish,
    Reopen,
    Cancel,
}

public enum JobPriority
{
    Low,
    Normal,
    High,
}
