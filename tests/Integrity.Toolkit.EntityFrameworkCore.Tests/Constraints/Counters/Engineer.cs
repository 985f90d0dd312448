namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>An engineer with a counter for every kind of bound.</summary>
public class Engineer
{
    public int Id { get; set; }

    public string Name { get; set; } = "Ada";

    /// <summary>From 0 to <see cref="Capacity"/>.</summary>
    public int Workload { get; set; }

    public int? Capacity { get; set; } = 10;

    /// <summary>From -5 to 5.</summary>
    public short Mood { get; set; }

    /// <summary>Without declared bounds.</summary>
    public long Views { get; set; }

    public int Favours { get; set; }

    public int Version { get; set; }

    public List<Review> Reviews { get; set; } = [];
}
