using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>Adds history rows to a save, or takes them along with a row that goes.</summary>
internal static class HistoryRows
{
    public static void Add(SaveSession session, EntityEntry entity, TransitionsPlan plan, TransitionRecord record)
    {
        if (plan.History.Deletion == HistoryDeletion.Keep && HasTemporaryKey(entity, plan))
        {
            LateHistory.Add(session, entity, plan, record);
            return;
        }

        Track(session, entity, plan, record, EntityState.Added);
    }

    /// <summary>Lets a history go with its row, whose delete the database would refuse otherwise.</summary>
    public static void Remove(SaveSession session, EntityEntry entity, TransitionsPlan plan, int last)
    {
        for (var sequence = 0; sequence <= last; sequence++)
        {
            Track(session, entity, plan, new TransitionRecord { Sequence = sequence }, EntityState.Deleted);
        }
    }

    private static bool HasTemporaryKey(EntityEntry entity, TransitionsPlan plan)
        => plan.History.OwnerKey.Any(property => entity.Property(property).IsTemporary);

    private static void Track(
        SaveSession session,
        EntityEntry entity,
        TransitionsPlan plan,
        TransitionRecord record,
        EntityState state)
    {
        var row = session.Context.Set<TransitionRecord>(plan.History.Type.Name).Entry(record);
        foreach (var column in plan.History.Key)
        {
            var copy = row.Property(column.Property);
            copy.CurrentValue = column.Value(property => ChangedEntries.Current(entity, property));
            copy.IsTemporary = column.Source is { } source && entity.Property(source).IsTemporary;
        }

        row.State = state;
        session.AddRow(row);
    }
}
