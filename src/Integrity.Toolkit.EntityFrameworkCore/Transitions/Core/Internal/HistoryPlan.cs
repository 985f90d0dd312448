using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A history, whose rows the toolkit writes once.</summary>
/// <param name="Mode">The effective mode; the strictest one if types share the history.</param>
/// <param name="Owners">The plans of the types that own the history: more than one if it is shared.</param>
internal sealed record HistoryPlan(EnforcementMode Mode, IReadOnlyList<TransitionsPlan> Owners)
    : BlockPlan(TransitionsPlan.BlockName, Mode)
{
    /// <summary>Gets whether the history is kept when its entity is permanently deleted.</summary>
    public bool IsKept => Owners[0].History.Deletion == HistoryDeleteBehavior.Keep;

    public override bool IsReported => false;

    /// <summary>Adds a type to the owners of its history.</summary>
    public static void Add(TransitionsPlan owner)
    {
        var others = ModelPlan.FindDeclared<HistoryPlan>(owner.History.Type);
        ModelPlan.Add(owner.History.Type, new HistoryPlan(
            others is null || owner.Mode < others.Mode ? owner.Mode : others.Mode,
            [.. others?.Owners ?? [], owner]));
    }

    /// <summary>Returns the entity that a row belongs to, or the name of the history type if no type owns the row.</summary>
    public (string Name, IReadOnlyList<object?> Key) OwnerOf(EntityEntry row)
        => Owners.FirstOrDefault(owner => owner.History.Has(row)) is { } owner
            ? (owner.EntityType.ShortName(), owner.History.KeyOf(row))
            : (row.Metadata.ShortName(), []);
}
