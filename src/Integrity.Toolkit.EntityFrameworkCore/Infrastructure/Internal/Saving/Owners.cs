using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>Finds the owners of changed owned entities: what they own is part of them.</summary>
internal static class Owners
{
    /// <summary>
    /// The owners, unchanged themselves, of which a block watches what they own; each once.
    /// </summary>
    public static List<PlannedEntry> Unchanged<TOwnedPlan>(SaveSession session)
        where TOwnedPlan : OwnedPlan
    {
        HashSet<object>? present = null;
        List<PlannedEntry>? owners = null;
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && Of(planned.Entry) is { State: EntityState.Unchanged } owner
                && ModelPlan.Of(session.Context.Model).Find(owner.Metadata) is { } plan)
            {
                present ??= [.. session.Entries.Select(other => other.Entry.Entity)];
                if (present.Add(owner.Entity))
                {
                    (owners ??= []).Add(new PlannedEntry(owner, plan, replaced: null));
                }
            }
        }

        return owners ?? [];
    }

    /// <summary>The entity that owns an entry, at whatever depth; the entity itself where nothing does.</summary>
    public static EntityEntry? Of(EntityEntry entry)
    {
        var owner = entry;
        while (owner?.Metadata.FindOwnership() is { } ownership)
        {
            owner = ChangedEntries.FindPrincipal(owner, ownership);
        }

        return owner;
    }
}
