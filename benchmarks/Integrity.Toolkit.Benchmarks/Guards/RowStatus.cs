namespace Integrity.Toolkit.Benchmarks.Guards;

public enum RowStatus
{
    New,
    Opened,
    Waiting,
    Resolved,
    Closed,
}
