using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>
/// Counts the rows of a save for their principals. Before all others in writing: rows are read as they were, not as another
/// stage has marked them.
/// </summary>
internal sealed class EffectsSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Effects;

    public override void Ready(SaveContext session)
    {
        foreach (var planned in session.Entries)
        {
            Consider(session, planned);
        }
    }

    public override void ApplyLate(SaveContext session, PlannedEntry present, PlannedEntry? known) => Consider(session, known ?? present);

    public override async ValueTask<int> WriteFirstAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        if (session.Find<CountContributor>() is { } work)
        {
            await work.ReadAsync(session.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override ValueTask<int> WriteLastAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        session.Find<CountContributor>()?.Count(session.Context);
        return default;
    }

    private static void Consider(SaveContext session, PlannedEntry planned)
    {
        if (planned.Plan.Find<TransitionsPlan>() is { } plan && CountedRow.Concerns(planned, plan))
        {
            CountContributor.Of(session).Add(session, planned, plan);
        }
    }
}
