namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells what became of entities that were older than their history.
/// </summary>
public sealed class HistoryBackfill
{
    internal HistoryBackfill(long inserted, long skipped)
    {
        Inserted = inserted;
        Skipped = skipped;
    }

    /// <summary>Gets how many got their first history row.</summary>
    public long Inserted { get; }

    /// <summary>Gets how many are in no state of the table, and were left without one.</summary>
    public long Skipped { get; }
}

