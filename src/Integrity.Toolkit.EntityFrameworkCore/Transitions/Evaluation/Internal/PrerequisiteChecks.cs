using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>What the moves of one save require, asked of the database when all of the save is written and nothing committed.</summary>
internal sealed class PrerequisiteChecks
{
    private readonly List<(Prerequisite Prerequisite, TransitionEvent Move)> _required = [];

    public bool Any => _required.Count > 0;

    public void Add(TransitionEvent move)
    {
        foreach (var prerequisite in move.Plan.PrerequisitesOf(move.From, move.To, move.Edge))
        {
            _required.Add((prerequisite, move));
        }
    }

    /// <summary>Throws where a prerequisite cannot be asked at all.</summary>
    public void EnsureTranslatable(DbContext context)
    {
        foreach (var plan in _required.Select(each => each.Move.Plan).Distinct(ReferenceEqualityComparer.Instance).Cast<TransitionsPlan>())
        {
            foreach (var prerequisite in plan.Prerequisites)
            {
                prerequisite.EnsureTranslatable(context, plan.EntityType);
            }
        }
    }

    public async ValueTask VerifyAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        var unmet = new List<(TransitionEvent Move, IntegrityViolation Violation)>();
        foreach (var same in _required.GroupBy(each => each.Prerequisite, each => each.Move))
        {
            var plan = same.First().Plan;
            var byKey = new Dictionary<IReadOnlyList<object?>, TransitionEvent>(new KeyComparer(plan.History.OwnerKey));
            foreach (var move in same)
            {
                byKey[PlannedEntry.KeyOf(move.Entry)] = move;
            }

            foreach (var (key, isHidden) in await same.Key.FindUnmetAsync(
                save.Context, plan.EntityType, [.. byKey.Keys], async, cancellationToken).ConfigureAwait(false))
            {
                var move = byKey[key];
                unmet.Add((move, TransitionViolations.Unmet(move.Plan, move.Entry, same.Key, move.From, isHidden)));
            }
        }

        ThrowUnmet(save, unmet);
    }

    private static void ThrowUnmet(SaveContext save, List<(TransitionEvent Move, IntegrityViolation Violation)> unmet)
    {
        foreach (var (move, violation) in unmet.Where(each => each.Move.Plan.Mode == EnforcementMode.Observe))
        {
            save.Violations.Add(move.Plan, violation);
        }

        unmet.RemoveAll(each => each.Move.Plan.Mode == EnforcementMode.Observe);
        if (unmet.Count == 0)
        {
            return;
        }

        foreach (var (_, violation) in unmet)
        {
            Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        }

        var (first, said) = unmet[0];
        throw new IntegrityUpdateException(
            new DatabaseError(DatabaseErrorKind.Prerequisite, said.Code)
            {
                Entity = said.Entity,
                Members = [first.Plan.Status.Name],
            },
            [.. unmet.Select(each => each.Violation)],
            inner: null,
            [.. unmet.Select(each => each.Move.Entry).DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance)]);
    }
}
