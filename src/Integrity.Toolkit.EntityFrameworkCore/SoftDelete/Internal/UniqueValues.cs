using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// Sees to it that a unique value is given up before it is taken, where only live rows must be unique.
/// </summary>
/// <remarks>
/// EF Core orders two updates by a unique index only if both change a value of it. A row that is marked or restored gives
/// up or takes its value without changing it.
/// </remarks>
internal static class UniqueValues
{
    public static void Announce(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Operation is EntityOperation.SoftDelete or EntityOperation.Restore
                && planned.Plan.Find<SoftDeletePlan>() is { UniqueMembers.Count: > 0 } plan
                && session.Entries.Exists(other => Competes(planned, other)))
            {
                foreach (var property in plan.UniqueMembers)
                {
                    if (property.DeclaringType.IsAssignableFrom(planned.Plan.EntityType) && !property.IsKey())
                    {
                        session.Set(planned.Entry, property, planned.Entry.Property(property).CurrentValue);
                    }
                }
            }
        }
    }

    private static bool Competes(PlannedEntry planned, PlannedEntry other)
        => other != planned
            && other.Plan.EntityType.GetRootType() == planned.Plan.EntityType.GetRootType()
            && (planned.Operation == EntityOperation.SoftDelete
                ? other.Operation is EntityOperation.Create or EntityOperation.Update
                : other.Operation is EntityOperation.Update or EntityOperation.Delete);
}
