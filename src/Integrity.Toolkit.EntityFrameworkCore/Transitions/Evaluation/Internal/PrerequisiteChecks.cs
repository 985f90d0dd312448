using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>
/// The prerequisites of the transitions of one save, evaluated after all of its statements and before the commit.
/// </summary>
internal sealed class PrerequisiteChecks
{
    private readonly List<(Prerequisite Prerequisite, TransitionEvent Transition)> _required = [];

    public bool Any => _required.Count > 0;

    public void Add(TransitionEvent transition)
    {
        foreach (var prerequisite in transition.Plan.PrerequisitesOf(transition.From, transition.To, transition.Edge))
        {
            _required.Add((prerequisite, transition));
        }
    }

    /// <summary>Throws if a prerequisite cannot be translated.</summary>
    public void EnsureTranslatable(DbContext context)
    {
        foreach (var plan in _required
            .Select(each => each.Transition.Plan)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<TransitionsPlan>())
        {
            foreach (var prerequisite in plan.Prerequisites)
            {
                prerequisite.EnsureTranslatable(context, plan.EntityType);
            }
        }
    }

    public async ValueTask VerifyAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        var unmet = new List<(TransitionEvent Transition, IntegrityViolation Violation)>();
        foreach (var same in _required.GroupBy(each => each.Prerequisite, each => each.Transition))
        {
            var plan = same.First().Plan;
            var byKey = new Dictionary<IReadOnlyList<object?>, TransitionEvent>(new KeyComparer(plan.History.OwnerKey));
            foreach (var transition in same)
            {
                byKey[PlannedEntry.KeyOf(transition.Entry)] = transition;
            }

            foreach (var (key, isHidden) in await same.Key.FindUnmetAsync(
                save.Context, plan.EntityType, [.. byKey.Keys], async, cancellationToken).ConfigureAwait(false))
            {
                var transition = byKey[key];
                unmet.Add((transition, TransitionViolations.Unmet(
                    transition.Plan, transition.Entry, same.Key, transition.From, isHidden)));
            }
        }

        ThrowUnmet(save, unmet);
    }

    private static void ThrowUnmet(SaveContext save, List<(TransitionEvent Transition, IntegrityViolation Violation)> unmet)
    {
        foreach (var (transition, violation) in unmet.Where(each => each.Transition.Plan.Mode == EnforcementMode.Observe))
        {
            save.Violations.Add(transition.Plan, violation);
        }

        unmet.RemoveAll(each => each.Transition.Plan.Mode == EnforcementMode.Observe);
        if (unmet.Count == 0)
        {
            return;
        }

        foreach (var (_, violation) in unmet)
        {
            Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        }

        var (first, firstViolation) = unmet[0];
        throw new IntegrityUpdateException(
            new DatabaseError(DatabaseErrorKind.Prerequisite, firstViolation.Code)
            {
                Entity = firstViolation.Entity,
                Members = [first.Plan.Status.Name],
            },
            [.. unmet.Select(each => each.Violation)],
            inner: null,
            [
                .. unmet.Select(each => each.Transition.Entry)
                    .DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance),
            ]);
    }
}
