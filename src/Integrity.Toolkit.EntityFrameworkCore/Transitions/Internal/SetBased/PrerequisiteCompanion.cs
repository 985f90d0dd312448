using Integrity.Toolkit.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Prerequisites of a set-based move: rows that do not meet them are not permitted, and all that are moved must still meet them
/// when they are.
/// </summary>
internal sealed class PrerequisiteCompanion : MoveCompanion
{
    public override IEnumerable<MoveCondition> Conditions(SetBasedMove move, ITransition edge)
        => move.Plan.PrerequisitesOf(edge.From, edge.To, edge)
            .Select(prerequisite => new MoveCondition(prerequisite.Condition(move.Context), prerequisite.Code));

    /// <summary>What each of two rows met may be too much for both.</summary>
    public override async ValueTask AfterAsync(SetBasedMove move, bool async, CancellationToken cancellationToken)
    {
        foreach (var prerequisite in move.Plan.Prerequisites)
        {
            var concerned = move.Cases.Edges.Where(item => prerequisite.Concerns(move.Plan.Table, item.Edge.From, item.Edge.To, item.Edge)).ToList();
            if (concerned.Count > 0)
            {
                var unmet = await UnmetRows.CountAsync(
                    move, prerequisite.Condition(move.Context), concerned, async, cancellationToken).ConfigureAwait(false);
                if (unmet > 0)
                {
                    Refuse(move, prerequisite, unmet);
                }
            }
        }
    }

    private static void Refuse(SetBasedMove move, Prerequisite prerequisite, long unmet)
    {
        var refusal = SetBasedRefusals.Unmet(move, prerequisite, unmet);
        Telemetry.Refused(refusal.Code, refusal.Entity, IntegrityMode.Enforce);
        throw new IntegrityUpdateException(
            new DatabaseRefusal(DatabaseRefusalKind.Prerequisite, refusal.Code) { Entity = move.Name, Members = [move.Plan.Status.Name] },
            [refusal],
            inner: null,
            []);
    }
}
