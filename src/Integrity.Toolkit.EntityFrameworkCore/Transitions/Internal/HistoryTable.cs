using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Where the history of a type is kept: its rows have a copy of their owner's key, and a sequence.</summary>
internal sealed record HistoryTable(
    IEntityType Type,
    IReadOnlyList<IProperty> Key,
    IReadOnlyList<IProperty> OwnerKey,
    HistoryDeletion Deletion);
