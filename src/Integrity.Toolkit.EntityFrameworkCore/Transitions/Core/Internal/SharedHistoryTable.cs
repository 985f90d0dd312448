using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// The history table that a type shares with others, and the name of the type in its rows; null for its model name.
/// </summary>
internal sealed record SharedHistoryTable(string Table, string? Schema, string? EntityName)
{
    public const string DefaultTable = "TransitionHistory";

    /// <summary>Gets the name of the entity type of its rows.</summary>
    public string Name => Schema is null ? Table : $"{Schema}.{Table}";

    /// <summary>Returns the name of a type in the rows.</summary>
    public string NameOf(IReadOnlyEntityType entityType) => EntityName ?? entityType.ShortName();
}
