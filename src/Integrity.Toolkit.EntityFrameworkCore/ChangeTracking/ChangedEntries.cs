using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

// EF1001: EF Core 10 has no public way to enumerate the changed entries without visiting the unchanged ones; EF Core 11
// makes this one public. The only file of the pipeline that uses what is internal to EF Core.
#pragma warning disable EF1001
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Enumerates what is about to be saved.</summary>
internal static class ChangedEntries
{
    /// <summary>The changed entities that have a plan, or null when there is none.</summary>
    public static List<PlannedEntry>? Planned(DbContext context, ModelPlan plans, KnownEntries? known = null)
    {
        List<PlannedEntry>? planned = null;
        foreach (var entry in ((IDbContextDependencies)context).StateManager.GetEntriesForState(
            added: true, modified: true, deleted: true))
        {
            if (plans.Find(entry.EntityType) is { } plan)
            {
                var replaced = entry.SharedIdentityEntry?.ToEntityEntry();
                var present = known?.Find(entry.Entity);
                present?.Renew(replaced);
                (planned ??= []).Add(present ?? new PlannedEntry(entry.ToEntityEntry(), plan, replaced));
            }
        }

        return planned;
    }

    /// <summary>Whether an update writes a property: the public way makes an object for each question.</summary>
    public static bool IsModified(EntityEntry entry, IProperty property) => entry.GetInfrastructure().IsModified(property);

    /// <summary>Lets an update write some properties only.</summary>
    public static void SetModified(EntityEntry entry, IReadOnlyList<IProperty> modified)
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
    public static object? Original(EntityEntry entry, IProperty property) => entry.GetInfrastructure().GetOriginalValue(property);

    /// <summary>The present value of a property: the temporary one of a key that the database will make.</summary>
    public static object? Current(EntityEntry entry, IPropertyBase property) => entry.GetInfrastructure()[property];

    /// <summary>Whether the database will make up the value of a property: what the object holds says nothing.</summary>
    public static bool IsAwaited(EntityEntry entry, IProperty property)
        => property.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
            && (entry.State == EntityState.Added
                ? entry.GetInfrastructure().IsStoreGenerated(property)
                : entry.State == EntityState.Detached && Equals(Current(entry, property), property.Sentinel));

    /// <summary>The entities of a type, with a plan or without, of which a save writes a row.</summary>
    public static IEnumerable<EntityEntry> Written(DbContext context, IEntityType entityType)
        => ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true)
            .Where(entry => entityType.IsAssignableFrom(entry.EntityType))
            .Select(entry => entry.ToEntityEntry());

    /// <summary>All that a save writes, without looking for more.</summary>
    public static IReadOnlyList<EntityEntry> Changed(DbContext context)
        => [.. ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true, deleted: true)
            .Select(entry => entry.ToEntityEntry())];

    /// <summary>The tracked entity that has a key, or null.</summary>
    public static EntityEntry? Find(DbContext context, IKey key, IReadOnlyList<object?> values)
        => ((IDbContextDependencies)context).StateManager.TryGetEntry(key, values)?.ToEntityEntry();

    /// <summary>The tracked entity that an object is, or null: an object that is not tracked stays so.</summary>
    public static EntityEntry? Find(DbContext context, object entity)
        => ((IDbContextDependencies)context).StateManager.TryGetEntry(entity, throwOnNonUniqueness: false)?.ToEntityEntry();

    /// <summary>Whether an entry is still what its context knows the entity by: one that was cleared does not say so itself.</summary>
    public static bool IsTracked(EntityEntry entry)
        => entry.State != EntityState.Detached
            && ReferenceEquals(
                ((IDbContextDependencies)entry.Context).StateManager.TryGetEntry(entry.Entity, throwOnNonUniqueness: false),
                entry.GetInfrastructure());

    /// <summary>Gives a property a value that is written even if it is the same; the public way makes an object for each question.</summary>
    public static UndoEntry Set(EntityEntry entry, IProperty property, object? value)
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
    public static void SetStored(EntityEntry entry, IProperty property, object? value)
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
    public static IUpdateEntry ForException(EntityEntry entry) => entry.GetInfrastructure();

    /// <summary>Whether EF Core has anything to write.</summary>
    public static bool Any(DbContext context)
        => ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true, deleted: true).Any();

    /// <summary>
    /// Takes back what the database made up for entities that were written and are to be written again, such as their keys: EF
    /// Core does the same, but only after the stages have looked at them.
    /// </summary>
    public static void DiscardGenerated(DbContext context)
    {
        foreach (var entry in ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true))
        {
            entry.DiscardStoreGeneratedValues();
        }
    }

    /// <summary>
    /// Does the cascades that were deferred to the save, and only those: the public <c>CascadeChanges()</c> cascades even
    /// where the timing says never.
    /// </summary>
    public static void CascadeDeferred(DbContext context)
    {
        var (manager, tracker) = (((IDbContextDependencies)context).StateManager, context.ChangeTracker);
        if (tracker.CascadeDeleteTiming == CascadeTiming.OnSaveChanges)
        {
            manager.CascadeChanges(force: false);
        }
        else if (tracker.DeleteOrphansTiming == CascadeTiming.OnSaveChanges)
        {
            foreach (var orphan in manager.GetEntriesForState(added: true, modified: true)
                .Where(entry => entry.HasConceptualNull)
                .ToList())
            {
                orphan.HandleConceptualNulls(sensitiveLoggingEnabled: false, force: false, isCascadeDelete: false);
            }
        }
    }

    /// <summary>The tracked entity that a foreign key points at, or pointed at before it was emptied.</summary>
    public static EntityEntry? FindPrincipal(EntityEntry dependent, IForeignKey foreignKey)
    {
        var manager = ((IDbContextDependencies)dependent.Context).StateManager;
        var entry = dependent.GetInfrastructure();
        var principal = manager.FindPrincipal(entry, foreignKey)
            ?? manager.FindPrincipalUsingRelationshipSnapshot(entry, foreignKey);
        return principal?.ToEntityEntry();
    }
}
