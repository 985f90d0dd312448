using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// A trigger that accepts or rejects rows, and never changes them.
/// </summary>
/// <param name="Name">The name of the trigger, and of its function, if any.</param>
/// <param name="Table">The table.</param>
/// <param name="Event">The event that fires it.</param>
/// <param name="Cases">The rejected cases; for <see cref="GuardEvent.Truncate"/> they have no conditions.</param>
internal sealed record GuardTrigger(
    string Name,
    StoreObjectIdentifier Table,
    GuardEvent Event,
    params GuardCase[] Cases)
{
    /// <summary>
    /// The quoted columns that fire an update trigger, where the database supports it; empty for all columns.
    /// </summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether it fires after the row is written, where the database supports both.</summary>
    public bool IsAfter { get; init; }

    /// <summary>Whether a condition reads other rows, which some databases allow only in a function.</summary>
    public bool ReadsRows { get; init; }

    /// <summary>A precondition for the cases, which must not read other rows; null for all rows.</summary>
    public string? When { get; init; }

    /// <summary>Whether it fires at the end of the transaction, where the database supports deferred triggers.</summary>
    public bool IsDeferred { get; init; }
}
