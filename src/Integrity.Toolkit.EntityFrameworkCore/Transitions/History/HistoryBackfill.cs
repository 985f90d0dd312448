namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The result of a backfill of the history of entities that are older than it.
/// </summary>
public sealed class HistoryBackfill
{
    internal HistoryBackfill(long inserted, long skipped)
    {
        Inserted = inserted;
        Skipped = skipped;
    }

    /// <summary>Gets the number of entities whose first history row was inserted.</summary>
    public long Inserted { get; }

    /// <summary>Gets the number of entities that were skipped because their state is not in the table.</summary>
    public long Skipped { get; }
}

