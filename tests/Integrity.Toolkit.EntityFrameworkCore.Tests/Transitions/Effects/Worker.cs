namespace Integrity.Toolkit.Tests.Transitions.Effects;

/// <summary>A worker with a workload.</summary>
public sealed class Worker
{
    public int Id { get; set; }

    public string Name { get; set; } = "Ada";

    /// <summary>The number of open and waiting jobs.</summary>
    public int Workload { get; set; }

    public int? Capacity { get; set; }

    public List<Job> Jobs { get; set; } = [];
}
