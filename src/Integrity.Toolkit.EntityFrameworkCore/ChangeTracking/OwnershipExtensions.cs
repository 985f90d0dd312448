using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Finds the owners of changed owned entities, which are part of their owners.</summary>
internal static class OwnershipExtensions
{
    private const string Ownership = "Integrity:Ownership";

    /// <summary>
    /// Returns the distinct owners that are unchanged themselves and whose owned objects a block watches.
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

    /// <summary>Returns the owner of an entry at the root, or the entity itself if it is not owned.</summary>
    public static EntityEntry? FindOwner(this EntityEntry entry)
    {
        var owner = entry;
        while (owner is not null && GetOwnership(owner.Metadata) is { } ownership)
        {
            owner = owner.FindPrincipal(ownership);
        }

        return owner;
    }

    /// <summary>Returns the ownership of a type, cached because EF Core determines it again for each call.</summary>
    public static IForeignKey? GetOwnership(this IEntityType type)
        => type.GetOrAddRuntimeAnnotationValue(Ownership, static type => type!.FindOwnership(), type);
}
