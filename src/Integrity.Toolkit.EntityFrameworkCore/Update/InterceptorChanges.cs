using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Checks the entities that another interceptor changed after the stages, before their SQL is generated.
/// </summary>
internal static class InterceptorChanges
{
    public static void Apply(DbContext context, SaveTracker memory, SaveStage[] stages)
    {
        var plans = ModelPlan.Of(context.Model);
        if (plans.IsEmpty || context.GetPlannedEntries(plans) is not { } entries)
        {
            return;
        }

        var save = memory.Current ??= new SaveContext(context, ContextState.Of(context), memory, stages, []);
        save.ResetOwned();
        var seen = save.Entries.ToDictionary(
            planned => planned.Entry.Entity, planned => planned, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        foreach (var entry in entries)
        {
            var known = seen.GetValueOrDefault(entry.Entry.Entity);
            foreach (var stage in stages)
            {
                stage.OnIntercepted(save, entry, known);
            }

            if (known is null)
            {
                save.Entries.Add(entry);
            }
        }

        save.Violations.ThrowIfAny();
    }
}
