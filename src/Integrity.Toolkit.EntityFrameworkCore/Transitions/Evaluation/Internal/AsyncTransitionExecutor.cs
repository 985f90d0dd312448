using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Requests transitions and queries the database first, before anything is changed.</summary>
internal static class AsyncTransitionExecutor
{
    public static async Task<TransitionCheck> CheckAsync(
        EntityEntry entry, TransitionRequest request, TransitionOptions options, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry, request);
        options = TransitionExecutor.WithReason(entry, options);
        return IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? await IdempotencyCheck.OfHistoryAsync(entry, plan, request, options, cancellationToken).ConfigureAwait(false)
            ?? await ExpectedSequenceCheck.EvaluateAsync(entry, plan, options, cancellationToken).ConfigureAwait(false)
            ?? await CheckAsync(entry, plan, TransitionExecutor.Evaluate(entry, plan, request, options.Reason), cancellationToken).ConfigureAwait(false);
    }

    public static async Task<TransitionCheck> TransitionAsync(
        EntityEntry entry, TransitionRequest request, TransitionOptions options, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry, request);
        options = TransitionExecutor.WithReason(entry, options);

        // The key first: a repeated request has the sequence from before it was fulfilled.
        var isSequenceKnown = IsSequenceKnown(entry, plan);
        var answer = IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? await IdempotencyCheck.OfHistoryAsync(entry, plan, request, options, cancellationToken).ConfigureAwait(false)
            ?? await ExpectedSequenceCheck.EvaluateAsync(entry, plan, options, cancellationToken).ConfigureAwait(false);
        if (answer is not null)
        {
            return answer;
        }

        // In observe mode the request keeps the transition, which the table permits, and the save logs the unmet prerequisites.
        var evaluation = TransitionExecutor.Evaluate(entry, plan, request, options.Reason);
        if (plan.Mode == EnforcementMode.Enforce)
        {
            evaluation = evaluation with
            {
                Check = await CheckAsync(entry, plan, evaluation, cancellationToken).ConfigureAwait(false),
            };
        }

        return TransitionExecutor.Do(entry, plan, evaluation, options, isSequenceKnown);
    }

    public static async Task<IReadOnlyList<PossibleTransition>> GetPossibleTransitionsAsync(
        EntityEntry entry, IReadOnlyList<PossibleTransition> transitions, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry);
        if (plan.Mode == EnforcementMode.Off)
        {
            return transitions;
        }

        var from = plan.StateOf(entry);
        var known = new Dictionary<Prerequisite, Prerequisite.Unmet?>();
        var evaluated = new List<PossibleTransition>(transitions.Count);
        foreach (var possible in transitions)
        {
            var unmet = await QueryAsync(entry, plan, from, possible.Transition.To, possible.Transition, known, cancellationToken)
                .ConfigureAwait(false);
            evaluated.Add(unmet.Count == 0
                ? possible
                : new PossibleTransition(possible.Transition, new TransitionCheck([.. possible.Check.Violations, .. unmet])));
        }

        return evaluated;
    }

    private static async Task<TransitionCheck> CheckAsync(
        EntityEntry entry, TransitionsPlan plan, TransitionExecutor.Evaluation evaluation, CancellationToken cancellationToken)
    {
        if (evaluation.To is not { } to || !evaluation.Check.IsAllowed || plan.Mode == EnforcementMode.Off)
        {
            return evaluation.Check;
        }

        var from = evaluation.IsFirst ? null : plan.StateOf(entry);
        var unmet = await QueryAsync(entry, plan, from, to, evaluation.Edge, [], cancellationToken).ConfigureAwait(false);
        return unmet.Count == 0 ? evaluation.Check : new TransitionCheck(unmet);
    }

    private static async Task<List<IntegrityViolation>> QueryAsync(
        EntityEntry entry,
        TransitionsPlan plan,
        object? from,
        object to,
        ITransition? edge,
        Dictionary<Prerequisite, Prerequisite.Unmet?> known,
        CancellationToken cancellationToken)
    {
        var unmet = new List<IntegrityViolation>();
        if (entry.State == EntityState.Added)
        {
            // A new entity has no row that could be queried.
            return unmet;
        }

        foreach (var prerequisite in plan.PrerequisitesOf(from, to, edge))
        {
            if (!known.TryGetValue(prerequisite, out var answer))
            {
                prerequisite.EnsureTranslatable(entry.Context, plan.EntityType);
                var answers = await prerequisite
                    .FindUnmetAsync(entry.Context, plan.EntityType, [PlannedEntry.KeyOf(entry)], async: true, cancellationToken)
                    .ConfigureAwait(false);
                known[prerequisite] = answer = answers is [var one] ? one : null;
            }

            if (answer is { } missing)
            {
                unmet.Add(TransitionViolations.Unmet(plan, entry, prerequisite, from, missing.IsHidden));
            }
        }

        return unmet;
    }

    /// <summary>
    /// Returns whether the context has the sequence: not for an attached entity, one that is older than its history, or one whose
    /// last save was rolled back.
    /// </summary>
    private static bool IsSequenceKnown(EntityEntry entry, TransitionsPlan plan)
        => plan.SequenceOf(entry) is not null
            && ContextState.Of(entry.Context).FindMemory<TransitionTracker>()?.IsStale(entry, plan) != true;
}
