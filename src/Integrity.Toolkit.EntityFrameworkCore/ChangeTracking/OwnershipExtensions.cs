using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Finds the owners of changed owned entities: what they own is part of them.</summary>
internal static class OwnershipExtensions
{
    private const string Ownership = "Integrity:Ownership";

    /// <summary>
    /// The owners, unchanged themselves, of which a block watches what they own; each once.
    /// </summary>
    public static List<PlannedEntry> FindUnchangedOwners<TOwnedPlan>(this DbContext context, IReadOnlyList<PlannedEntry> entries)
        where TOwnedPlan : OwnedPlan
    {
        HashSet<object>? present = null;
        List<PlannedEntry>? owners = null;
        foreach (var planned in entries)
        {
            if (planned.Plan.Find<TOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && FindOwner(planned.Entry) is { State: EntityState.Unchanged } owner
                && ModelPlan.Of(context.Model).Find(owner.Metadata) is { } plan)
            {
                present ??= [.. entries.Select(other => other.Entry.Entity)];
                if (present.Add(owner.Entity))
                {
                    (owners ??= []).Add(new PlannedEntry(owner, plan, replaced: null));
                }
            }
        }

        return owners ?? [];
    }

    /// <summary>The entity that owns an entry, at whatever depth; the entity itself where nothing does.</summary>
    public static EntityEntry? FindOwner(this EntityEntry entry)
    {
        var owner = entry;
        while (owner is not null && GetOwnership(owner.Metadata) is { } ownership)
        {
            owner = owner.FindPrincipal(ownership);
        }

        return owner;
    }

    /// <summary>The foreign key by which a type is owned: EF Core looks for it anew each time, and makes an object for that.</summary>
    public static IForeignKey? GetOwnership(this IEntityType type)
        => type.GetOrAddRuntimeAnnotationValue(Ownership, static type => type!.FindOwnership(), type);
}
