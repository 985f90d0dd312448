using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.Metadata;

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
        // Asked once per hierarchy, not once per row: a save may remove thousands.
        var known = new Dictionary<(IEntityType, EntityOperation), bool>();
        foreach (var planned in session.Entries)
        {
            if (planned.Operation is EntityOperation.SoftDelete or EntityOperation.Restore
                && planned.Plan.Find<SoftDeletePlan>() is { UniqueMembers.Count: > 0 } plan
                && IsContested(session, planned, known))
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

    private static bool IsContested(
        SaveSession session,
        PlannedEntry planned,
        Dictionary<(IEntityType, EntityOperation), bool> known)
    {
        var question = (planned.Plan.EntityType.GetRootType(), planned.Operation);
        if (!known.TryGetValue(question, out var answer))
        {
            known[question] = answer = session.Entries.Exists(other => Competes(planned, other));
        }

        return answer;
    }

    private static bool Competes(PlannedEntry planned, PlannedEntry other)
        => other.Plan.EntityType.GetRootType() == planned.Plan.EntityType.GetRootType()
            && (planned.Operation == EntityOperation.SoftDelete
                ? other.Operation is EntityOperation.Create or EntityOperation.Update
                : other.Operation is EntityOperation.Update or EntityOperation.Delete);
}
