namespace Matrix;

/// <summary>A reviewer, with at most three cases at a time.</summary>
internal sealed class Reviewer
{
    public int Id { get; set; }

    public int Workload { get; set; }
}
