using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>The entities with changed owned objects, at every depth. Determined once for all entries.</summary>
internal sealed class OwnedChanges(IReadOnlyList<PlannedEntry> entries)
{
    private HashSet<(object Owner, IEntityType Owned)>? _changed;

    /// <summary>Whether an owned object of a type has changed in an entity.</summary>
    public bool Contains(object owner, IEntityType owned) => (_changed ??= Collect()).Contains((owner, owned));

    private HashSet<(object Owner, IEntityType Owned)> Collect()
    {
        var changed = new HashSet<(object Owner, IEntityType Owned)>(entries.Count, new SameOwner());
        foreach (var planned in entries)
        {
            if (planned.Entry.Metadata.GetOwnership() is not null
                && planned.Entry.State != EntityState.Unchanged
                && planned.Entry.FindOwner() is { } owner)
            {
                for (var type = planned.Entry.Metadata; type.GetOwnership() is { } ownership; type = ownership.PrincipalEntityType)
                {
                    changed.Add((owner.Entity, type));
                }
            }
        }

        return changed;
    }

    private sealed class SameOwner : IEqualityComparer<(object Owner, IEntityType Owned)>
    {
        public bool Equals((object Owner, IEntityType Owned) x, (object Owner, IEntityType Owned) y)
            => ReferenceEquals(x.Owner, y.Owner) && x.Owned == y.Owned;

        public int GetHashCode((object Owner, IEntityType Owned) change)
            => HashCode.Combine(ReferenceEqualityComparer.Instance.GetHashCode(change.Owner), change.Owned);
    }
}
