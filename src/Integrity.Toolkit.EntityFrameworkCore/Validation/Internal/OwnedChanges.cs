using System.Runtime.CompilerServices;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>Which entities have changes in what they own, at whatever depth: found once, for all the rules that ask.</summary>
internal sealed class OwnedChanges(IReadOnlyList<PlannedEntry> entries) : IEqualityComparer<(object Owner, IEntityType Owned)>
{
    private HashSet<(object Owner, IEntityType Owned)>? _changed;

    public bool Has(object owner, IEntityType owned) => (_changed ??= Collect()).Contains((owner, owned));

    public bool Equals((object Owner, IEntityType Owned) x, (object Owner, IEntityType Owned) y)
        => x.Owner == y.Owner && x.Owned == y.Owned;

    public int GetHashCode((object Owner, IEntityType Owned) obj)
        => HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Owner), RuntimeHelpers.GetHashCode(obj.Owned));

    private HashSet<(object Owner, IEntityType Owned)> Collect()
    {
        var changed = new HashSet<(object, IEntityType)>(entries.Count, this);
        foreach (var planned in entries)
        {
            if (planned.Plan.Find<RulesOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && Owners.Of(planned.Entry) is { } owner)
            {
                var type = planned.Entry.Metadata;
                while (Owners.OwnershipOf(type) is { } ownership)
                {
                    changed.Add((owner.Entity, type));
                    type = ownership.PrincipalEntityType;
                }
            }
        }

        return changed;
    }
}
