namespace Integrity.Toolkit;

/// <summary>
/// Describes a save whose transaction has been committed.
/// </summary>
/// <param name="Changes">The changes of entity types that have a block switched on, in the order of the save.</param>
/// <param name="Actor">Who made them.</param>
public sealed record CommittedSave(IReadOnlyList<CommittedChange> Changes, Actor Actor);
