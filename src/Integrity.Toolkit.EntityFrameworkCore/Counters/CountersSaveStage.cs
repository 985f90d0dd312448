using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Counters;

/// <summary>Writes counters after all else: rows that many want are then locked for the shortest time.</summary>
internal sealed class CountersSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Counting;

    public override bool Writes(SaveContext session) => session.Find<CounterUpdates>() is not null;

    public override async ValueTask<int> WriteLastAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        if (session.Find<CounterUpdates>() is { } writes)
        {
            await writes.WriteAsync(session.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override void Written(SaveContext session) => session.Find<CounterUpdates>()?.Written(session.Context);

    public override void RolledBack(SaveContext session, bool isCertain)
    {
        // Of a transaction that ended unseen nobody knows what the rows hold.
        if (isCertain)
        {
            session.Find<CounterUpdates>()?.RolledBack();
        }
    }
}
