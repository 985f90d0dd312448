namespace Integrity.Toolkit.Benchmarks.Guards;

/// <summary>A row with what each guard looks at.</summary>
public sealed class GuardedRow
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public string Customer { get; set; } = "a customer";

    public int Priority { get; set; }

    public RowStatus Status { get; set; }

    public int Version { get; set; } = 1;
}
