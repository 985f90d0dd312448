using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

// EF1001: EF Core 10 has no public way to enumerate the changed entries without visiting the unchanged ones; EF Core 11
// makes this one public. Only this file and EntityEntryStateExtensions use internal APIs of EF Core.
#pragma warning disable EF1001
using Microsoft.EntityFrameworkCore.Internal;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Enumerates the entries that are about to be saved.</summary>
internal static class ChangedEntriesExtensions
{
    /// <summary>Returns the changed entities that have a plan, or null if there are none.</summary>
    public static List<PlannedEntry>? GetPlannedEntries(this DbContext context, ModelPlan plans, KnownEntries? known = null)
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

    /// <summary>Returns the entities of a type, with or without a plan, of which a save writes a row.</summary>
    public static IEnumerable<EntityEntry> GetWrittenEntries(this DbContext context, IEntityType entityType)
        => ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true)
            .Where(entry => entityType.IsAssignableFrom(entry.EntityType))
            .Select(entry => entry.ToEntityEntry());

    /// <summary>Returns all entries that a save writes, without detecting changes.</summary>
    public static IReadOnlyList<EntityEntry> GetChangedEntries(this DbContext context)
        => [.. ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true, deleted: true)
            .Select(entry => entry.ToEntityEntry())];

    /// <summary>Returns the tracked entity with a key, or null.</summary>
    public static EntityEntry? FindTracked(this DbContext context, IKey key, IReadOnlyList<object?> values)
        => ((IDbContextDependencies)context).StateManager.TryGetEntry(key, values)?.ToEntityEntry();

    /// <summary>Returns the entry of an object if it is tracked, or null. Does not start tracking.</summary>
    public static EntityEntry? FindTracked(this DbContext context, object entity)
        => ((IDbContextDependencies)context).StateManager.TryGetEntry(entity, throwOnNonUniqueness: false)?.ToEntityEntry();

    /// <summary>Whether EF Core has pending changes.</summary>
    public static bool HasPendingChanges(this DbContext context)
        => ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true, deleted: true).Any();

    /// <summary>
    /// Discards the generated values, such as keys, of entities that were written and are to be written again. EF Core does the
    /// same, but only after the stages have read them.
    /// </summary>
    public static void DiscardGeneratedValues(this DbContext context)
    {
        foreach (var entry in ((IDbContextDependencies)context).StateManager.GetEntriesForState(added: true, modified: true))
        {
            entry.DiscardStoreGeneratedValues();
        }
    }

    /// <summary>
    /// Performs only the cascades that were deferred to the save. The public <c>CascadeChanges()</c> cascades even if the timing
    /// is never.
    /// </summary>
    public static void CascadeDeferredChanges(this DbContext context)
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
}
