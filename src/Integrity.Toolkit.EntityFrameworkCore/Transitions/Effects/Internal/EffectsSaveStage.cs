using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>
/// Counts the rows of a save for their principals. This stage writes before all others, so that it reads the rows before another
/// stage changes them.
/// </summary>
internal sealed class EffectsSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Effects;

    public override void OnPrepared(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            Consider(save, planned);
        }
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
        => Consider(save, known ?? present);

    public override async ValueTask<int> WriteFirstAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        if (save.Find<CountContributor>() is { } work)
        {
            await work.ReadAsync(save.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        save.Find<CountContributor>()?.Count(save.Context);
        return default;
    }

    private static void Consider(SaveContext save, PlannedEntry planned)
    {
        if (planned.Plan.Find<TransitionsPlan>() is { } plan && CountedRow.Concerns(planned, plan))
        {
            CountContributor.Of(save).Add(save, planned, plan);
        }
    }
}
