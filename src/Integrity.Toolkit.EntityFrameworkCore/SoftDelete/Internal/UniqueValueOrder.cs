using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// Orders updates so that a unique value is released before it is reused, if only live rows must be unique.
/// </summary>
/// <remarks>
/// EF Core orders two updates by a unique index only if both change a value of it. A row that is deleted or restored releases or
/// takes its value without changing it.
/// </remarks>
internal static class UniqueValueOrder
{
    public static void Announce(SaveContext save)
    {
        HashSet<IEntityType>? taking = null;
        HashSet<IEntityType>? giving = null;
        foreach (var planned in save.Entries)
        {
            if (planned.Operation is not (EntityOperation.SoftDelete or EntityOperation.Restore)
                || planned.Plan.Find<SoftDeletePlan>() is not { UniqueMembers.Count: > 0 } plan)
            {
                continue;
            }

            var competing = planned.Operation == EntityOperation.SoftDelete
                ? taking ??= Roots(save, EntityOperation.Create, EntityOperation.Update)
                : giving ??= Roots(save, EntityOperation.Delete, EntityOperation.Update);
            if (competing.Contains(planned.Plan.EntityType.GetRootType()))
            {
                Announce(save, planned, plan);
            }
        }
    }

    private static void Announce(SaveContext save, PlannedEntry planned, SoftDeletePlan plan)
    {
        foreach (var property in plan.UniqueMembers)
        {
            if (property.DeclaringType.IsAssignableFrom(planned.Plan.EntityType) && !property.IsKey())
            {
                save.Undo.Set(planned.Entry, property, planned.Entry.Property(property).CurrentValue);
            }
        }
    }

    private static HashSet<IEntityType> Roots(SaveContext save, EntityOperation one, EntityOperation other)
        => [.. save.Entries
            .Where(planned => planned.Operation == one || planned.Operation == other)
            .Select(planned => planned.Plan.EntityType.GetRootType())];
}
