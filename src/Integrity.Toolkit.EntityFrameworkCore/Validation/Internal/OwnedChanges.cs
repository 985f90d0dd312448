using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>Which entities have changes in what they own, at whatever depth: found once, for all the rules that ask.</summary>
internal sealed class OwnedChanges(IReadOnlyList<PlannedEntry> entries)
{
    private Dictionary<object, HashSet<IEntityType>>? _changed;

    public bool Has(object owner, IEntityType owned)
        => (_changed ??= Collect()).TryGetValue(owner, out var types) && types.Contains(owned);

    private Dictionary<object, HashSet<IEntityType>> Collect()
    {
        var changed = new Dictionary<object, HashSet<IEntityType>>(ReferenceEqualityComparer.Instance);
        foreach (var planned in entries)
        {
            if (planned.Plan.Find<RulesOwnedPlan>() is not null
                && planned.Entry.State != EntityState.Unchanged
                && Owners.Of(planned.Entry) is { } owner)
            {
                if (!changed.TryGetValue(owner.Entity, out var types))
                {
                    changed.Add(owner.Entity, types = []);
                }

                for (IEntityType? type = planned.Entry.Metadata; type is not null; type = type.FindOwnership()?.PrincipalEntityType)
                {
                    types.Add(type);
                }
            }
        }

        return changed;
    }
}
