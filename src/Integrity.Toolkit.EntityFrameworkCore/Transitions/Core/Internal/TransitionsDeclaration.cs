using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The configuration by <c>HasTransitions</c>.</summary>
internal sealed record TransitionsDeclaration(string Property, ITransitionTable Table)
{
    public EnforcementMode? Mode { get; init; }

    public string? HistoryTable { get; init; }

    public string? HistorySchema { get; init; }

    /// <summary>Gets the table that the history shares with those of other types; null if it has its own table.</summary>
    public SharedHistoryTable? Shared { get; init; }

    /// <summary>Gets the configured behavior when a row is permanently deleted.</summary>
    public HistoryDeleteBehavior? DeclaredDeletion { get; init; }

    /// <summary>Gets the behavior when a row is permanently deleted. A shared table has no foreign key to its owners.</summary>
    public HistoryDeleteBehavior HistoryDeletion
        => Shared is null ? DeclaredDeletion ?? HistoryDeleteBehavior.Restrict : HistoryDeleteBehavior.Keep;

    /// <summary>Returns the name of the entity type of the history rows.</summary>
    public string HistoryTypeName(IReadOnlyEntityType entityType) => Shared?.Name ?? $"{entityType.Name}.{Property}History";

    public DatabaseEnforcement Hold { get; init; }

    public EffectsDeclaration Effects { get; init; } = EffectsDeclaration.None;

    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];
}
