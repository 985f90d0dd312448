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

/// <summary>Reads and changes an entry without allocating an object for each property, as the public entries do.</summary>
internal static class EntityEntryStateExtensions
{
    /// <summary>Whether an update writes a property. The public API allocates an object for each call.</summary>
    public static bool IsPropertyModified(this EntityEntry entry, IProperty property) => entry.GetInfrastructure().IsModified(property);

    /// <summary>Restricts an update to some properties.</summary>
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

    /// <summary>Returns the loaded value of a property, including properties of complex types.</summary>
    public static object? GetOriginalValue(this EntityEntry entry, IProperty property) => entry.GetInfrastructure().GetOriginalValue(property);

    /// <summary>Returns the current value of a property; for a key that the database generates, the temporary value.</summary>
    public static object? GetCurrentValue(this EntityEntry entry, IPropertyBase property) => entry.GetInfrastructure()[property];

    /// <summary>Whether the database generates the value of a property, so that the value in the object is meaningless.</summary>
    public static bool IsStoreGenerated(this EntityEntry entry, IProperty property)
        => property.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
            && (entry.State == EntityState.Added
                ? entry.GetInfrastructure().IsStoreGenerated(property)
                : entry.State == EntityState.Detached && Equals(GetCurrentValue(entry, property), property.Sentinel));

    /// <summary>
    /// Whether an entry is still the one that its context tracks for the entity, which a cleared entry does not report.
    /// </summary>
    public static bool IsTracked(this EntityEntry entry)
        => entry.State != EntityState.Detached
            && ReferenceEquals(
                ((IDbContextDependencies)entry.Context).StateManager.TryGetEntry(entry.Entity, throwOnNonUniqueness: false),
                entry.GetInfrastructure());

    /// <summary>Sets a property so that it is written even if the value is the same, without allocating an object.</summary>
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

    /// <summary>Sets the stored value of a property, both current and original, without marking it as modified.</summary>
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
            // An entity with change notifications has reported this change.
            inner.SetPropertyModified(property, isModified: false);
        }
    }

    /// <summary>Returns the entry in the form that the constructors of EF Core's exceptions require.</summary>
    public static IUpdateEntry ToUpdateEntry(this EntityEntry entry) => entry.GetInfrastructure();

    /// <summary>Returns the tracked entity that a foreign key references, or referenced before it was set to null.</summary>
    public static EntityEntry? FindPrincipal(this EntityEntry dependent, IForeignKey foreignKey)
    {
        var manager = ((IDbContextDependencies)dependent.Context).StateManager;
        var entry = dependent.GetInfrastructure();
        var principal = manager.FindPrincipal(entry, foreignKey)
            ?? manager.FindPrincipalUsingRelationshipSnapshot(entry, foreignKey);
        return principal?.ToEntityEntry();
    }
}
