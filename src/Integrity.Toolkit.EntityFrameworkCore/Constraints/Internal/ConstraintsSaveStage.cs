using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>Registers pending counter changes, and checks append-only rows.</summary>
internal sealed class ConstraintsSaveStage : SaveStage, IQueuedWorkStage
{
    public override SaveStageOrder Order => SaveStageOrder.Constraints;

    public bool HasQueuedWork(ContextState state) => state.FindMemory<PendingCounterChanges>() is { Queue.Count: > 0 };

    public override void Apply(SaveContext save) => AppendOnlyCheck.Apply(save);

    public override ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        foreach (var planned in save.Entries)
        {
            AssignedCounterCheck.Check(save, planned);
            AppendOnlyCheck.Check(save, planned);
        }

        return default;
    }

    public override void OnPrepared(SaveContext save)
    {
        if (QueuedCounterChanges.Of(save) is { } work)
        {
            save.Keep(work);
            CounterUpdates.Of(save).Add(work);
        }
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
        AssignedCounterCheck.Check(save, present);
        AppendOnlyCheck.Check(save, present);
    }

    public override ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => ValueTask.FromResult(save.Find<QueuedCounterChanges>()?.Alone ?? 0);

    public override void OnExecuted(SaveContext save) => save.Find<QueuedCounterChanges>()?.Written();

    public override void OnFailed(SaveContext save, SaveFailure failure)
    {
        if (save.State.FindMemory<PendingCounterChanges>() is { } memory)
        {
            memory.Subtract(memory.TakeOfHooks());
        }
    }

    public override void OnRolledBack(SaveContext save, bool isCertain)
    {
        // After a transaction with an unknown outcome, the values of the rows are unknown.
        if (isCertain)
        {
            save.Find<QueuedCounterChanges>()?.RolledBack();
        }
    }
}
