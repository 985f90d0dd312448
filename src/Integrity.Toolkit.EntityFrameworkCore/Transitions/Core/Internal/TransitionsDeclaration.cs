using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>What HasTransitions said.</summary>
internal sealed record TransitionsDeclaration(string Property, ITransitionTable Table)
{
    public EnforcementMode? Mode { get; init; }

    public string? HistoryTable { get; init; }

    public string? HistorySchema { get; init; }

    /// <summary>The table that the history shares with those of other types; null where it has one of its own.</summary>
    public SharedHistoryTable? Shared { get; init; }

    /// <summary>What was said about rows that are deleted for good.</summary>
    public HistoryDeleteBehavior? DeclaredDeletion { get; init; }

    /// <summary>No foreign key can tie a shared table to its owners.</summary>
    public HistoryDeleteBehavior HistoryDeletion
        => Shared is null ? DeclaredDeletion ?? HistoryDeleteBehavior.Restrict : HistoryDeleteBehavior.Keep;

    /// <summary>Returns the name of the entity type of the history rows.</summary>
    public string HistoryTypeName(IReadOnlyEntityType entityType) => Shared?.Name ?? $"{entityType.Name}.{Property}History";

    public DatabaseEnforcement Hold { get; init; }

    public EffectsDeclaration Effects { get; init; } = EffectsDeclaration.None;

    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];
}
