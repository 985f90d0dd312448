namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>A review, which counts in an engineer's workload.</summary>
public sealed class Review
{
    public int Id { get; set; }

    public int EngineerId { get; set; }

    public bool IsActive { get; set; } = true;
}
