namespace Integrity.Toolkit.Benchmarks.Guards;

/// <summary>What the database holds of a row.</summary>
public enum Guard
{
    None,
    Status,
    Version,
    Delete,
    AppendOnly,
}
