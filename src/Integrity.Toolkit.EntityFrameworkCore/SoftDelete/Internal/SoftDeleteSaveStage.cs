using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Converts deletes to updates, and restores the dependents that EF Core changed together with them.</summary>
internal sealed class SoftDeleteSaveStage : SaveStage, IClassifyingStage
{
    private PermanentDeletes? _hard;

    public override SaveStageOrder Order => SaveStageOrder.SoftDelete;

    public void Classify(SaveContext save)
    {
        DeletePlanner? planner = null;
        foreach (var planned in save.Entries)
        {
            if (planned.Entry.State == EntityState.Deleted)
            {
                (planner ??= new DeletePlanner(save)).Add(planned);
            }
            else if (planned.Plan.Find<SoftDeletePlan>() is { } plan && planned.Entry.State == EntityState.Modified)
            {
                planned.Operation = DeletionColumns.OperationOf(planned, plan);
            }
        }

        planner?.Classify();
        save.Replace(planner);
    }

    public override void Apply(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<SoftDeletePlan>() is { } plan && planned.Entry.State == EntityState.Modified)
            {
                DeletionColumns.Complete(save, planned, plan);
            }
        }

        var removal = save.Find<DeletePlanner>();

        // Entries that are added to the save later delete nothing, and do not change the existing plan.
        if (removal is not null || _hard?.Save != save)
        {
            _hard = removal?.Apply() is { IsEmpty: false } hard ? hard : null;
            _hard?.AddViolationIfNoTransaction();
        }

        UniqueValueOrder.Announce(save);
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
        if (present.Entry.State == EntityState.Deleted
            && known?.Operation != EntityOperation.Delete
            && present.Plan.Find<SoftDeletePlan>() is { } plan)
        {
            save.Violations.Add(plan, new IntegrityViolation(
                SoftDeleteCodes.Late,
                present.Plan.Name,
                $"{present.Plan.Name} was deleted by another SaveChanges interceptor after the toolkit had processed the save, "
                + "so the row would be lost. Delete it before SaveChanges is called.",
                key: present.Key()));
        }
        else if (present.Entry.State == EntityState.Modified
            && (known ?? present) is { Operation: EntityOperation.Update } planned
            && planned.Plan.Find<SoftDeletePlan>() is { } marked)
        {
            // Values are read when the SQL is generated, which happens later.
            DeletionColumns.Complete(save, planned, marked);
        }
    }

    public override bool Writes(SaveContext save) => _hard?.Save == save;

    public override async ValueTask<int> WriteFirstAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        if (_hard?.Save == save)
        {
            await _hard.MarkAsync(async, cancellationToken).ConfigureAwait(false);
        }

        // The rows are counted when they are deleted.
        return 0;
    }

    public override void OnAccepted(SaveContext save) => _hard = null;

    public override void OnFailed(SaveContext save, SaveFailure failure)
    {
        if (_hard?.Save == save)
        {
            _hard.TakeBack();
            _hard = null;
        }
    }
}
