using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Counters;

/// <summary>Executes counter changes last, so that contended rows are locked for the shortest time.</summary>
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
        // After a transaction with an unknown outcome, the values of the rows are unknown.
        if (isCertain)
        {
            save.Find<CounterUpdates>()?.RolledBack();
        }
    }
}
