using Integrity.Toolkit.Infrastructure.Model;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Versioning;

/// <summary>Adds the owners of changed owned entities to a save: what they own is part of them.</summary>
internal static class Owners
{
    public static List<PlannedEntry> AddTo(SaveSession session)
    {
        HashSet<object>? present = null;
        List<PlannedEntry>? owners = null;
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<VersionOwnedPlan>() is { } owned
                && planned.Entry.State != EntityState.Unchanged
                && Find(planned.Entry, owned) is { State: EntityState.Unchanged } owner)
            {
                present ??= [.. session.Entries.Select(other => other.Entry.Entity)];
                if (present.Add(owner.Entity))
                {
                    (owners ??= []).Add(new PlannedEntry(
                        owner, ModelPlan.Of(session.Context.Model).Find(owner.Metadata)!, replaced: null));
                }
            }
        }

        foreach (var owner in owners ?? [])
        {
            // Marked by the stamp itself: from here on it is an update like any other.
            var version = owner.Plan.Find<VersionPlan>()!.Version;
            session.Set(owner.Entry, version, owner.Entry.Property(version).CurrentValue);
            session.Entries.Add(owner);
        }

        return session.Entries;
    }

    /// <summary>The entity whose version moves with an entry: the owner of what is owned, otherwise the entity itself.</summary>
    public static EntityEntry? Versioned(EntityEntry entry)
        => ModelPlan.Of(entry.Context.Model).Find<VersionOwnedPlan>(entry.Metadata) is { } owned ? Find(entry, owned) : entry;

    private static EntityEntry? Find(EntityEntry owned, VersionOwnedPlan plan)
    {
        var owner = ChangedEntries.FindPrincipal(owned, plan.Ownership);
        while (owner is not null
            && ModelPlan.Of(owner.Context.Model).Find<VersionOwnedPlan>(owner.Metadata) is { } nested)
        {
            owner = ChangedEntries.FindPrincipal(owner, nested.Ownership);
        }

        return owner;
    }
}
