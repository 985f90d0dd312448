using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A history: its rows are written once, by the toolkit.</summary>
/// <param name="Mode">The mode in force; of types that share it the strictest.</param>
/// <param name="Owners">Whose history it is: more than one where it is shared.</param>
internal sealed record HistoryPlan(EnforcementMode Mode, IReadOnlyList<TransitionsPlan> Owners)
    : BlockPlan(TransitionsPlan.BlockName, Mode)
{
    /// <summary>Whether it stays when its entity is deleted for good.</summary>
    public bool IsKept => Owners[0].History.Deletion == HistoryDeleteBehavior.Keep;

    public override bool IsReported => false;

    /// <summary>Adds the history of a type to those of the table.</summary>
    public static void Add(TransitionsPlan owner)
    {
        var others = ModelPlan.FindDeclared<HistoryPlan>(owner.History.Type);
        ModelPlan.Add(owner.History.Type, new HistoryPlan(
            others is null || owner.Mode < others.Mode ? owner.Mode : others.Mode,
            [.. others?.Owners ?? [], owner]));
    }

    /// <summary>The entity that a row is of; of a type that is no owner only the table is known.</summary>
    public (string Name, IReadOnlyList<object?> Key) OwnerOf(EntityEntry row)
        => Owners.FirstOrDefault(owner => owner.History.Has(row)) is { } owner
            ? (owner.EntityType.ShortName(), owner.History.KeyOf(row))
            : (row.Metadata.ShortName(), []);
}
