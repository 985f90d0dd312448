using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Maintains the deletion columns of updated entities.</summary>
internal static class DeletionColumns
{
    /// <summary>
    /// Recognizes a deletion or restore by assignment, and prevents the update of a detached entity from overwriting columns
    /// whose stored values are unknown.
    /// </summary>
    public static void Complete(SaveContext save, PlannedEntry planned, SoftDeletePlan plan)
    {
        if (!planned.Entry.IsPropertyModified(plan.At))
        {
            return;
        }

        var deletedAt = planned.Entry.Property(plan.At);

        planned.Operation = OperationOf(planned, plan);
        if (Equals(deletedAt.OriginalValue, deletedAt.CurrentValue))
        {
            foreach (var column in (ReadOnlySpan<IProperty>)
                [plan.At, plan.By, plan.Reason, plan.Id])
            {
                var member = planned.Entry.Property(column);
                if (member.IsModified && Equals(member.OriginalValue, member.CurrentValue))
                {
                    save.Undo.Restore(planned.Entry, column);
                }
            }
        }
        else if (planned.Operation == EntityOperation.Restore)
        {
            save.Undo.Set(planned.Entry, plan.By, null);
            save.Undo.Set(planned.Entry, plan.Reason, null);
            save.Undo.Set(planned.Entry, plan.Id, null);
        }
        else if (planned.Operation == EntityOperation.SoftDelete)
        {
            save.AddViolationIfActorMissing(plan, planned);
            SetUnlessAssigned(save, planned, plan.By, save.Actor.Id);
            SetUnlessAssigned(save, planned, plan.Reason, save.Reason);
            SetUnlessAssigned(save, planned, plan.Id, Guid.CreateVersion7());
        }
    }

    /// <summary>Returns the operation that an update performs on the deletion columns.</summary>
    public static EntityOperation OperationOf(PlannedEntry planned, SoftDeletePlan plan)
    {
        if (!planned.Entry.IsPropertyModified(plan.At))
        {
            return EntityOperation.Update;
        }

        var deletedAt = planned.Entry.Property(plan.At);
        return (deletedAt.OriginalValue, deletedAt.CurrentValue) switch
        {
            (not null, null) => EntityOperation.Restore,
            (null, not null) => EntityOperation.SoftDelete,
            _ => EntityOperation.Update,
        };
    }

    /// <summary>
    /// Sets a column unless it was assigned. Old values belong to an earlier deletion, assigned values to this one.
    /// </summary>
    private static void SetUnlessAssigned(SaveContext save, PlannedEntry planned, IProperty mark, object? value)
    {
        var member = planned.Entry.Property(mark);
        if (Equals(member.CurrentValue, member.OriginalValue))
        {
            save.Undo.Set(planned.Entry, mark, value);
        }
    }
}
