namespace Integrity.Toolkit.Benchmarks.Validation;

public enum CustomerStatus
{
    Active,
    Paused,
    Closed,
}
