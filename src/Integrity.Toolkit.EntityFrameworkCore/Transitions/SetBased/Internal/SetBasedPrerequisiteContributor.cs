using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// Prerequisites of a set-based move: rows that do not meet them are not permitted, and all that are moved must still meet them
/// when they are.
/// </summary>
/// <remarks>
/// They are asked by queries of their own, as in a save: in the query of the rows, one that says to see deleted rows would let
/// deleted rows count.
/// </remarks>
internal sealed class SetBasedPrerequisiteContributor : SetBasedContributor
{
    public override void EnsureSupported(SetBasedRequest move)
    {
        foreach (var (prerequisite, _) in Concerned(move))
        {
            prerequisite.EnsureTranslatable(move.Context, move.Plan.EntityType);
        }
    }

    public override async ValueTask EvaluateAsync(SetBasedRequest move, bool async, CancellationToken cancellationToken)
    {
        foreach (var (prerequisite, edges) in Concerned(move))
        {
            await UnmetPrerequisiteRows.ThrowIfAnyAsync(move, Meeting(move, prerequisite), edges, async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What each of two rows met may be too much for both.</summary>
    public override async ValueTask AfterAsync(SetBasedRequest move, bool async, CancellationToken cancellationToken)
    {
        foreach (var (prerequisite, edges) in Concerned(move))
        {
            var unmet = await UnmetPrerequisiteRows.CountAsync(move, Meeting(move, prerequisite), edges, async, cancellationToken).ConfigureAwait(false);
            if (unmet > 0)
            {
                ThrowUnmet(move, prerequisite, unmet);
            }
        }
    }

    private static IQueryable Meeting(SetBasedRequest move, Prerequisite prerequisite)
        => prerequisite.Rows(move.Context, move.Plan.EntityType, among: null, meeting: true);

    private static IEnumerable<(Prerequisite Prerequisite, List<(ITransition Edge, int Number)> Edges)> Concerned(SetBasedRequest move)
        => move.Plan.Prerequisites
            .Select(prerequisite => (prerequisite, move.Cases.Edges.Where(item => prerequisite.Concerns(
                move.Plan.Table, item.Edge.From, item.Edge.To, item.Edge)).ToList()))
            .Where(item => item.Item2.Count > 0);

    private static void ThrowUnmet(SetBasedRequest move, Prerequisite prerequisite, long unmet)
    {
        var violation = SetBasedViolations.Unmet(move, prerequisite, unmet);
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        throw new IntegrityUpdateException(
            new DatabaseError(DatabaseErrorKind.Prerequisite, violation.Code) { Entity = move.Name, Members = [move.Plan.Status.Name] },
            [violation],
            inner: null,
            []);
    }
}
