using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Counters;

/// <summary>Writes counters after all else: rows that many want are then locked for the shortest time.</summary>
internal sealed class CountersSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Counting;

    public override bool Writes(SaveContext save) => save.Find<CounterUpdates>() is not null;

    public override async ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        if (save.Find<CounterUpdates>() is { } writes)
        {
            await writes.WriteAsync(save.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override void OnExecuted(SaveContext save) => save.Find<CounterUpdates>()?.Written(save.Context);

    public override void OnRolledBack(SaveContext save, bool isCertain)
    {
        // Of a transaction that ended unseen nobody knows what the rows hold.
        if (isCertain)
        {
            save.Find<CounterUpdates>()?.RolledBack();
        }
    }
}
