using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>Hands on what is queued for counters, and looks at rows that are not to be changed.</summary>
internal sealed class ConstraintsSaveStage : SaveStage, IQueuedWorkStage
{
    public override SaveStageOrder Order => SaveStageOrder.Constraints;

    public bool HasQueuedWork(ContextState state) => state.FindMemory<CountersMemory>() is { Queue.Count: > 0 };

    public override void Apply(SaveContext session) => AppendOnlyCheck.Apply(session);

    public override ValueTask CheckAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        foreach (var planned in session.Entries)
        {
            AssignedCounterCheck.Judge(session, planned);
            AppendOnlyCheck.Judge(session, planned);
        }

        return default;
    }

    public override void Ready(SaveContext session)
    {
        if (QueuedCounterChanges.Of(session) is { } work)
        {
            session.Keep(work);
            CounterUpdates.Of(session).Add(work);
        }
    }

    public override void ApplyLate(SaveContext session, PlannedEntry present, PlannedEntry? known)
    {
        AssignedCounterCheck.Judge(session, present);
        AppendOnlyCheck.Judge(session, present);
    }

    public override ValueTask<int> WriteLastAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => ValueTask.FromResult(session.Find<QueuedCounterChanges>()?.Alone ?? 0);

    public override void Written(SaveContext session) => session.Find<QueuedCounterChanges>()?.Written();

    public override void Failed(SaveContext session, SaveFailure failure)
    {
        if (session.State.FindMemory<CountersMemory>() is { } memory)
        {
            memory.Subtract(memory.TakeOfHooks());
        }
    }

    public override void RolledBack(SaveContext session, bool isCertain)
    {
        // Of a transaction that ended unseen nobody knows what the rows hold.
        if (isCertain)
        {
            session.Find<QueuedCounterChanges>()?.RolledBack();
        }
    }
}
