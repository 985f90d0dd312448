namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>What an engineer's workload counts.</summary>
public sealed class Review
{
    public int Id { get; set; }

    public int EngineerId { get; set; }

    public bool IsActive { get; set; } = true;
}
