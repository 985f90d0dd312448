namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Tells what became of entities that were older than their history.
/// </summary>
/// <param name="Inserted">How many got their first history row.</param>
/// <param name="Skipped">How many are in no state of the table, and were left without one.</param>
public sealed record HistoryBackfill(long Inserted, long Skipped);
