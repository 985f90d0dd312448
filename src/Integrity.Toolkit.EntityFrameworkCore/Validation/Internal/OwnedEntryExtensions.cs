using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Finds the owned entries of an entity, at every depth; of collections, only the tracked items.</summary>
internal static class OwnedEntryExtensions
{
    public static List<(EntityEntry Part, EntityEntry Owner)> GetOwnedParts(this EntityEntry owner)
    {
        var parts = new List<(EntityEntry, EntityEntry)>();
        Add(owner, parts);
        return parts;
    }

    private static void Add(EntityEntry owner, List<(EntityEntry, EntityEntry)> parts)
    {
        foreach (var navigation in owner.Navigations)
        {
            if (navigation.Metadata is not INavigation { IsOnDependent: false, TargetEntityType: var target } || !target.IsOwned())
            {
                continue;
            }

            var found = navigation is CollectionEntry collection
                ? collection.CurrentValue?.Cast<object>().Select(collection.FindEntry) ?? []
                : [((ReferenceEntry)navigation).TargetEntry];
            foreach (var part in found.OfType<EntityEntry>())
            {
                parts.Add((part, owner));
                Add(part, parts);
            }
        }
    }
}
