namespace Integrity.Toolkit.Benchmarks.Desk;

/// <summary>Knows nothing of the toolkit.</summary>
public sealed class Plain
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public string City { get; set; } = "Ulm";

    public string? Remark { get; set; }

    public int Priority { get; set; }

    public long Amount { get; set; }

    public bool IsOpen { get; set; }

    public DateTime At { get; set; }
}
