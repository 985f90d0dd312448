using Integrity.Toolkit.Benchmarks.Guards;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>A row with a status and the place of that status in its history.</summary>
public sealed class MovedRow
{
    public int Id { get; set; }

    public string Title { get; set; } = "a title";

    public RowStatus Status { get; set; }

    public int? StatusSequence { get; set; }
}
