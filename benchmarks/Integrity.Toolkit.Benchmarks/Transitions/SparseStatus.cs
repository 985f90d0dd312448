namespace Integrity.Toolkit.Benchmarks.Transitions;

/// <summary>The states again, numbered too far apart for an array.</summary>
public enum SparseStatus
{
    New = 0,
    Assigned = 100_003,
    InProgress = 200_006,
    Waiting = 300_009,
    Escalated = 400_012,
    Resolved = 500_015,
    Closed = 600_018,
    Cancelled = 700_021,
}
