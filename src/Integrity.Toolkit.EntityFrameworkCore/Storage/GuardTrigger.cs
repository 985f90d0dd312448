using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// A trigger that lets rows through or refuses them, and never changes one.
/// </summary>
/// <param name="Name">The name of the trigger, and of its function where there is one.</param>
/// <param name="Table">The table.</param>
/// <param name="Event">What it looks at.</param>
/// <param name="Cases">The cases it refuses; none of them for <see cref="GuardEvent.Truncate"/> has a condition.</param>
internal sealed record GuardTrigger(
    string Name,
    StoreObjectIdentifier Table,
    GuardEvent Event,
    params GuardCase[] Cases)
{
    /// <summary>The quoted columns that a statement must name for the guard to look, where the database can tell; none for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether it looks after the row is written, where a database lets it choose.</summary>
    public bool IsAfter { get; init; }

    /// <summary>Whether a condition reads other rows, which some databases allow in a function only.</summary>
    public bool ReadsRows { get; init; }

    /// <summary>What must be true of a row for the cases to be looked at, without reading others; null for all rows.</summary>
    public string? When { get; init; }

    /// <summary>Whether it looks when the transaction ends, where a database can wait for that.</summary>
    public bool IsDeferred { get; init; }
}
