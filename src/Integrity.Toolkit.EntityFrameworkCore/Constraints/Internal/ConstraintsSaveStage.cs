using Integrity.Toolkit.Infrastructure;
using Integrity.Toolkit.Infrastructure.Counting;
using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Constraints;

/// <summary>Hands on what is queued for counters, and looks at rows that are not to be changed.</summary>
internal sealed class ConstraintsSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Constraints;

    public override bool IsWaiting(ContextState state) => state.FindMemory<CountersMemory>() is { Queue.Count: > 0 };

    public override void Apply(SaveSession session) => AppendOnlyRows.Apply(session);

    public override ValueTask CheckAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        foreach (var planned in session.Entries)
        {
            AssignedCounters.Judge(session, planned);
            AppendOnlyRows.Judge(session, planned);
        }

        return default;
    }

    public override void Ready(SaveSession session)
    {
        if (CounterWork.Of(session) is { } work)
        {
            session.Keep(work);
            CounterWrites.Of(session).Add(work);
        }
    }

    public override void ApplyLate(SaveSession session, PlannedEntry present, PlannedEntry? known)
    {
        AssignedCounters.Judge(session, present);
        AppendOnlyRows.Judge(session, present);
    }

    public override ValueTask<int> WriteLastAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => ValueTask.FromResult(session.Find<CounterWork>()?.Alone ?? 0);

    public override void Written(SaveSession session) => session.Find<CounterWork>()?.Written();

    public override void Failed(SaveSession session, SaveFailure failure)
    {
        if (session.State.FindMemory<CountersMemory>() is { } memory)
        {
            memory.Subtract(memory.TakeOfHooks());
        }
    }

    public override void RolledBack(SaveSession session, bool isCertain)
    {
        // Of a transaction that ended unseen nobody knows what the rows hold.
        if (isCertain)
        {
            session.Find<CounterWork>()?.RolledBack();
        }
    }
}
