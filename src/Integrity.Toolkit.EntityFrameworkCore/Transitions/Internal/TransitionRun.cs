using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Transitions;

/// <summary>What one save has to do about its moves beyond their history.</summary>
internal sealed class TransitionRun
{
    /// <summary>What the moves require of the database.</summary>
    public PrerequisiteWork Prerequisites { get; } = new();

    public static void Add(SaveSession session, RecordedMove move)
    {
        // A row that is older than its history gets its present state: nothing has moved there.
        if (move.Record.Origin == TransitionOrigin.Backfill)
        {
            return;
        }

        var run = session.Find<TransitionRun>();
        if (run is null && move.Plan.Prerequisites.Count > 0)
        {
            session.Keep(run = new TransitionRun());
        }

        run?.Prerequisites.Add(move);
    }
}
