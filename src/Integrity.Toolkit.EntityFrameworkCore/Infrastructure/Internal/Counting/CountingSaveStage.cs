using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Infrastructure.Counting;

/// <summary>Writes counters after all else: rows that many want are then locked for the shortest time.</summary>
internal sealed class CountingSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Counting;

    public override bool Writes(SaveSession session) => session.Find<CounterWrites>() is not null;

    public override async ValueTask<int> WriteLastAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        if (session.Find<CounterWrites>() is { } writes)
        {
            await writes.WriteAsync(session.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override void Written(SaveSession session) => session.Find<CounterWrites>()?.Written(session.Context);

    public override void RolledBack(SaveSession session, bool isCertain)
    {
        // Of a transaction that ended unseen nobody knows what the rows hold.
        if (isCertain)
        {
            session.Find<CounterWrites>()?.RolledBack();
        }
    }
}
