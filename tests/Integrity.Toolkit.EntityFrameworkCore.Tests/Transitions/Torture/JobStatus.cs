namespace Integrity.Toolkit.Tests.Transitions.Torture;

internal enum JobStatus
{
    Waiting,
    Active,
    Parked,
    InReview,
    Done,
}
