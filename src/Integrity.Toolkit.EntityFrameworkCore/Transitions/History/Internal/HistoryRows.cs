using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Adds history rows to a save, or deletes them with their row.</summary>
internal static class HistoryRows
{
    public static void Add(SaveContext save, EntityEntry entity, TransitionsPlan plan, TransitionRecord record)
    {
        if (plan.History.Deletion == HistoryDeleteBehavior.Keep && HasTemporaryKey(entity, plan))
        {
            DeferredHistory.Add(save, entity, plan, record);
            return;
        }

        Track(save, entity, plan, record, EntityState.Added);
    }

    /// <summary>Deletes a history with its row, because the database would otherwise reject the delete.</summary>
    public static void Remove(SaveContext save, EntityEntry entity, TransitionsPlan plan, int last)
    {
        for (var sequence = 0; sequence <= last; sequence++)
        {
            Track(save, entity, plan, new TransitionRecord { Sequence = sequence }, EntityState.Deleted);
        }
    }

    private static bool HasTemporaryKey(EntityEntry entity, TransitionsPlan plan)
        => plan.History.OwnerKey.Any(property => entity.Property(property).IsTemporary);

    private static void Track(
        SaveContext save,
        EntityEntry entity,
        TransitionsPlan plan,
        TransitionRecord record,
        EntityState state)
    {
        var row = save.Context.Set<TransitionRecord>(plan.History.Type.Name).Entry(record);
        foreach (var column in plan.History.Key)
        {
            var copy = row.Property(column.Property);
            copy.CurrentValue = column.Value(property => entity.GetCurrentValue(property));
            copy.IsTemporary = column.Source is { } source && entity.Property(source).IsTemporary;
        }

        row.State = state;
        save.AddRow(row);
    }
}
