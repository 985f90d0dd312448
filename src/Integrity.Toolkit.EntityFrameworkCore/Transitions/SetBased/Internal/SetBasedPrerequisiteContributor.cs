using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Transitions.Core.Internal;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// Contributes the prerequisites of a set-based transition: rows that do not meet them are not permitted, and all changed rows
/// must still meet them after the update.
/// </summary>
/// <remarks>
/// They are evaluated by separate queries, as in a save: as part of the query of the rows, deleted rows would count if that query
/// includes them.
/// </remarks>
internal sealed class SetBasedPrerequisiteContributor : SetBasedContributor
{
    public override void EnsureSupported(SetBasedRequest request)
    {
        foreach (var (prerequisite, _) in Concerned(request))
        {
            prerequisite.EnsureTranslatable(request.Context, request.Plan.EntityType);
        }
    }

    public override async ValueTask EvaluateAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken)
    {
        foreach (var (prerequisite, edges) in Concerned(request))
        {
            await UnmetPrerequisiteRows
                .ThrowIfAnyAsync(request, Meeting(request, prerequisite), edges, async, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Evaluates the prerequisites again: two rows may meet a condition separately, but not together.</summary>
    public override async ValueTask AfterAsync(SetBasedRequest request, bool async, CancellationToken cancellationToken)
    {
        foreach (var (prerequisite, edges) in Concerned(request))
        {
            var unmet = await UnmetPrerequisiteRows
                .CountAsync(request, Meeting(request, prerequisite), edges, async, cancellationToken)
                .ConfigureAwait(false);
            if (unmet > 0)
            {
                ThrowUnmet(request, prerequisite, unmet);
            }
        }
    }

    private static IQueryable Meeting(SetBasedRequest request, Prerequisite prerequisite)
        => prerequisite.Rows(request.Context, request.Plan.EntityType, among: null, meeting: true);

    private static IEnumerable<(Prerequisite Prerequisite, List<(ITransition Edge, int Number)> Edges)> Concerned(
        SetBasedRequest request)
        => request.Plan.Prerequisites
            .Select(prerequisite => (prerequisite, request.Cases.Edges.Where(item => prerequisite.Concerns(
                request.Plan.Table, item.Edge.From, item.Edge.To, item.Edge)).ToList()))
            .Where(item => item.Item2.Count > 0);

    private static void ThrowUnmet(SetBasedRequest request, Prerequisite prerequisite, long unmet)
    {
        var violation = SetBasedViolations.Unmet(request, prerequisite, unmet);
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        throw new IntegrityUpdateException(
            new DatabaseError(DatabaseErrorKind.Prerequisite, violation.Code)
            {
                Entity = request.Name,
                Members = [request.Plan.Status.Name],
            },
            [violation],
            inner: null,
            []);
    }
}
