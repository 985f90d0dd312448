namespace Integrity.Toolkit.Storage;

/// <summary>The event that fires a trigger.</summary>
internal enum GuardEvent
{
    Insert,
    Update,
    Delete,

    /// <summary>The whole table is truncated, which only some databases support.</summary>
    Truncate,
}
