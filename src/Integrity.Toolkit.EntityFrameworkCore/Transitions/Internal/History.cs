using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>Adds history rows to a save.</summary>
internal static class History
{
    public static void Add(SaveSession session, EntityEntry entity, TransitionsPlan plan, TransitionRecord record)
    {
        var row = session.Context.Set<TransitionRecord>(plan.HistoryName).Entry(record);
        for (var i = 0; i < plan.History.Properties.Count; i++)
        {
            var key = entity.Property(plan.History.PrincipalKey.Properties[i]);
            var copy = row.Property(plan.History.Properties[i]);
            copy.CurrentValue = key.CurrentValue;
            copy.IsTemporary = key.IsTemporary;
        }

        row.State = EntityState.Added;
        session.AddRow(row);
    }
}
