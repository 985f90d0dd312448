using System.Collections;
using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The location of a property, relative to the entity that contains its object.</summary>
internal sealed record PropertyLocation(string Entity, string Path, IReadOnlyList<object?> Key)
{
    /// <param name="entry">The entity, or an object that it owns.</param>
    /// <param name="property">The property.</param>
    /// <param name="owners">The owners of untracked parts.</param>
    public static PropertyLocation Of(EntityEntry entry, IProperty property, IReadOnlyDictionary<object, EntityEntry>? owners)
    {
        var path = property.Name;
        for (var type = property.DeclaringType; type is IComplexType complex; type = complex.ComplexProperty.DeclaringType)
        {
            path = $"{complex.ComplexProperty.Name}.{path}";
        }

        var owner = entry;
        while (owner.Metadata.FindOwnership() is { PrincipalToDependent: { } navigation } ownership
            && (owners?.GetValueOrDefault(owner.Entity) ?? owner.FindPrincipal(ownership)) is { } next)
        {
            path = $"{navigation.Name}{Index(navigation, next, owner)}.{path}";
            owner = next;
        }

        return new PropertyLocation(owner.Metadata.ShortName(), path, PlannedEntry.KeyOf(owner));
    }

    private static string Index(INavigation navigation, EntityEntry owner, EntityEntry owned)
    {
        if (navigation.IsCollection && owner.GetCurrentValue(navigation) is IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                if (ReferenceEquals(item, owned.Entity))
                {
                    return $"[{index}]";
                }

                index++;
            }
        }

        return "";
    }
}
