using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Hooks;

/// <summary>Finds members by name: properties, complex properties and owned navigations.</summary>
internal static class ChangedMember
{
    /// <summary>The name of a property; with the way to it for one of a complex value.</summary>
    public static string PathOf(IProperty property)
    {
        var path = property.Name;
        for (var type = property.DeclaringType as IComplexType; type is not null; type = type.ComplexProperty.DeclaringType as IComplexType)
        {
            path = $"{type.ComplexProperty.Name}.{path}";
        }

        return path;
    }

    public static IProperty Property(IEntityType entityType, string name)
        => entityType.FindProperty(name) ?? throw Unknown(entityType, name);

    public static bool IsMember(IEntityType entityType, string name)
        => entityType.FindProperty(name) is not null
            || entityType.FindComplexProperty(name) is not null
            || entityType.FindNavigation(name)?.TargetEntityType.IsOwned() == true;

    public static void Demand(IEntityType entityType, string name)
    {
        if (!IsMember(entityType, name))
        {
            throw Unknown(entityType, name);
        }
    }

    public static bool IsModified(SaveSession session, EntityEntry entry, string name)
    {
        var type = entry.Metadata;
        if (type.FindProperty(name) is { } property)
        {
            return ChangedEntries.IsModified(entry, property);
        }

        if (type.FindComplexProperty(name) is { } complex)
        {
            return complex.IsCollection
                ? entry.ComplexCollection(complex).IsModified
                : entry.ComplexProperty(complex).IsModified;
        }

        if (type.FindNavigation(name) is { TargetEntityType: var target } && target.IsOwned())
        {
            return Owners.HasChangedBelow(session, entry, target);
        }

        throw Unknown(type, name);
    }

    private static ArgumentException Unknown(IEntityType entityType, string name)
        => new($"{entityType.ShortName()} has no mapped property '{name}'. Name a property, complex property or owned navigation "
            + "of the entity.", nameof(name));
}
