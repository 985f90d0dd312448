using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Counts the rows of a save for their principals. Before all others in writing: rows are read as they were, not as another
/// stage has marked them.
/// </summary>
internal sealed class EffectsSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Effects;

    public override void Ready(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            Consider(session, planned);
        }
    }

    public override void ApplyLate(SaveSession session, PlannedEntry present, PlannedEntry? known) => Consider(session, known ?? present);

    public override async ValueTask<int> WriteFirstAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        if (session.Find<CountWork>() is { } work)
        {
            await work.ReadAsync(session.Context, async, cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    public override ValueTask<int> WriteLastAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        session.Find<CountWork>()?.Count(session.Context);
        return default;
    }

    private static void Consider(SaveSession session, PlannedEntry planned)
    {
        if (planned.Plan.Find<TransitionsPlan>() is { } plan && CountedRow.Concerns(planned, plan))
        {
            CountWork.Of(session).Add(session, planned, plan);
        }
    }
}
