namespace Integrity.Toolkit.Storage;

/// <summary>What a guard looks at.</summary>
internal enum GuardEvent
{
    Insert,
    Update,
    Delete,

    /// <summary>The whole table is emptied at once, which only some databases can.</summary>
    Truncate,
}
