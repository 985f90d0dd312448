using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

// EF1001: the public entries allocate an object for each property that is read, in every save.
#pragma warning disable EF1001
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Reads and changes an entry without an object for each property, as the public entries make one.</summary>
internal static class EntityEntryStateExtensions
{
    /// <summary>Whether an update writes a property: the public way makes an object for each question.</summary>
    public static bool IsPropertyModified(this EntityEntry entry, IProperty property) => entry.GetInfrastructure().IsModified(property);

    /// <summary>Lets an update write some properties only.</summary>
    public static void SetModifiedProperties(this EntityEntry entry, IReadOnlyList<IProperty> modified)
    {
        var inner = entry.GetInfrastructure();
        foreach (var property in entry.Metadata.GetFlattenedProperties().Except(modified))
        {
            if (inner.IsModified(property))
            {
                inner.SetPropertyModified(property, isModified: false);
            }
        }
    }

    /// <summary>The value a property was loaded with, of a complex value too.</summary>
    public static object? GetOriginalValue(this EntityEntry entry, IProperty property) => entry.GetInfrastructure().GetOriginalValue(property);

    /// <summary>The present value of a property: the temporary one of a key that the database will make.</summary>
    public static object? GetCurrentValue(this EntityEntry entry, IPropertyBase property) => entry.GetInfrastructure()[property];

    /// <summary>Whether the database will make up the value of a property: what the object holds says nothing.</summary>
    public static bool IsStoreGenerated(this EntityEntry entry, IProperty property)
        => property.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
            && (entry.State == EntityState.Added
                ? entry.GetInfrastructure().IsStoreGenerated(property)
                : entry.State == EntityState.Detached && Equals(GetCurrentValue(entry, property), property.Sentinel));

    /// <summary>Whether an entry is still what its context knows the entity by: one that was cleared does not say so itself.</summary>
    public static bool IsTracked(this EntityEntry entry)
        => entry.State != EntityState.Detached
            && ReferenceEquals(
                ((IDbContextDependencies)entry.Context).StateManager.TryGetEntry(entry.Entity, throwOnNonUniqueness: false),
                entry.GetInfrastructure());

    /// <summary>Gives a property a value that is written even if it is the same; the public way makes an object for each question.</summary>
    public static UndoEntry SetValue(this EntityEntry entry, IProperty property, object? value)
    {
        var inner = entry.GetInfrastructure();
        var (before, wasModified, stateBefore) = (inner[property], inner.IsModified(property), inner.EntityState);
        inner[property] = value;
        if (inner.EntityState != EntityState.Added && !inner.IsModified(property))
        {
            inner.SetPropertyModified(property);
        }

        return new UndoEntry(
            entry, property, before, inner.GetOriginalValue(property), value, wasModified, stateBefore, inner.EntityState);
    }

    /// <summary>Takes a value for what the row holds, now and when it was loaded: nothing is modified by it.</summary>
    public static void SetStoredValue(this EntityEntry entry, IProperty property, object? value)
    {
        var inner = entry.GetInfrastructure();
        var wasModified = inner.IsModified(property);
        inner.SetProperty(property, value, isMaterialization: false, setModified: false);
        if (property.GetOriginalValueIndex() >= 0)
        {
            inner.SetOriginalValue(property, value);
        }

        if (!wasModified && inner.IsModified(property))
        {
            // An entity that tells of its changes told of this one.
            inner.SetPropertyModified(property, isModified: false);
        }
    }

    /// <summary>An entry as the constructors of EF Core's exceptions want it.</summary>
    public static IUpdateEntry ToUpdateEntry(this EntityEntry entry) => entry.GetInfrastructure();

    /// <summary>The tracked entity that a foreign key points at, or pointed at before it was emptied.</summary>
    public static EntityEntry? FindPrincipal(this EntityEntry dependent, IForeignKey foreignKey)
    {
        var manager = ((IDbContextDependencies)dependent.Context).StateManager;
        var entry = dependent.GetInfrastructure();
        var principal = manager.FindPrincipal(entry, foreignKey)
            ?? manager.FindPrincipalUsingRelationshipSnapshot(entry, foreignKey);
        return principal?.ToEntityEntry();
    }
}
