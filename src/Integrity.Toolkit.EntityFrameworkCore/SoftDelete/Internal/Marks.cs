using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>Looks after the soft-delete columns of entities that are updated.</summary>
internal static class Marks
{
    /// <summary>
    /// Recognizes a deletion or restore that was made by assignment, and keeps a blind update of a detached entity from
    /// writing columns whose stored values it does not know.
    /// </summary>
    public static void Complete(SaveSession session, PlannedEntry planned, SoftDeletePlan plan)
    {
        var deletedAt = planned.Entry.Property(plan.At);
        var (before, after) = (deletedAt.OriginalValue, deletedAt.CurrentValue);
        if (Equals(before, after))
        {
            foreach (var column in (ReadOnlySpan<Microsoft.EntityFrameworkCore.Metadata.IProperty>)
                [plan.At, plan.By, plan.Reason, plan.Id])
            {
                var member = planned.Entry.Property(column);
                if (member.IsModified && Equals(member.OriginalValue, member.CurrentValue))
                {
                    member.IsModified = false;
                }
            }
        }
        else if (after is null)
        {
            planned.Operation = EntityOperation.Restore;
            session.Set(planned.Entry, plan.By, null);
            session.Set(planned.Entry, plan.Reason, null);
            session.Set(planned.Entry, plan.Id, null);
        }
        else if (before is null)
        {
            planned.Operation = EntityOperation.SoftDelete;
            session.RequireActor(plan, planned);
            if (planned.Entry.Property(plan.Id).CurrentValue is null)
            {
                session.Set(planned.Entry, plan.By, session.Actor.Id);
                session.Set(planned.Entry, plan.Reason, session.Reason);
                session.Set(planned.Entry, plan.Id, Guid.CreateVersion7());
            }
        }
    }
}
