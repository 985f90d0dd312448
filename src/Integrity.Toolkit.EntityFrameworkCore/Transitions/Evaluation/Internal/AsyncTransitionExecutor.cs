using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Asks the database as well, before anything is changed.</summary>
internal static class AsyncTransitionExecutor
{
    public static async Task<TransitionCheck> CheckAsync(
        EntityEntry entry, TransitionRequest wish, FireOptions options, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry, wish);
        options = TransitionExecutor.WithReason(entry, options);
        return await ExpectedSequenceCheck.JudgeAsync(entry, plan, options, cancellationToken).ConfigureAwait(false)
            ?? await CheckAsync(entry, plan, TransitionExecutor.Judge(entry, plan, wish, options.Reason), cancellationToken).ConfigureAwait(false);
    }

    public static async Task<TransitionCheck> MoveAsync(
        EntityEntry entry, TransitionRequest wish, FireOptions options, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry, wish);
        options = TransitionExecutor.WithReason(entry, options);

        // The key first: a request that is made again has seen the sequence from before it was fulfilled.
        var isSequenceKnown = IsSequenceKnown(entry, plan);
        var answer = IdempotencyCheck.OfPending(entry, plan, wish, options)
            ?? await IdempotencyCheck.OfHistoryAsync(entry, plan, wish, options, cancellationToken).ConfigureAwait(false)
            ?? await ExpectedSequenceCheck.JudgeAsync(entry, plan, options, cancellationToken).ConfigureAwait(false);
        if (answer is not null)
        {
            return answer;
        }

        // Where it is only observed, the move keeps its transition, which the table permits, and the save tells what is missing.
        var verdict = TransitionExecutor.Judge(entry, plan, wish, options.Reason);
        if (plan.Mode == IntegrityMode.Enforce)
        {
            verdict = verdict with { Check = await CheckAsync(entry, plan, verdict, cancellationToken).ConfigureAwait(false) };
        }

        return TransitionExecutor.Do(entry, plan, verdict, options, isSequenceKnown);
    }

    public static async Task<IReadOnlyList<TransitionStep>> NextStepsAsync(
        EntityEntry entry, IReadOnlyList<TransitionStep> steps, CancellationToken cancellationToken)
    {
        var plan = TransitionExecutor.Plan(entry);
        var from = plan.StateOf(entry);
        var known = new Dictionary<Prerequisite, Prerequisite.Unmet?>();
        var answered = new List<TransitionStep>(steps.Count);
        foreach (var step in steps)
        {
            var unmet = await AskAsync(entry, plan, from, step.Transition.To, step.Transition, known, cancellationToken)
                .ConfigureAwait(false);
            answered.Add(unmet.Count == 0 ? step : step with { Check = new TransitionCheck([.. step.Check.Refusals, .. unmet]) });
        }

        return answered;
    }

    private static async Task<TransitionCheck> CheckAsync(
        EntityEntry entry, TransitionsPlan plan, TransitionExecutor.Evaluation verdict, CancellationToken cancellationToken)
    {
        if (verdict.To is not { } to || !verdict.Check.Allowed || plan.Mode == IntegrityMode.Off)
        {
            return verdict.Check;
        }

        var from = verdict.IsFirst ? null : plan.StateOf(entry);
        var unmet = await AskAsync(entry, plan, from, to, verdict.Edge, [], cancellationToken).ConfigureAwait(false);
        return unmet.Count == 0 ? verdict.Check : new TransitionCheck(unmet);
    }

    private static async Task<List<Refusal>> AskAsync(
        EntityEntry entry,
        TransitionsPlan plan,
        object? from,
        object to,
        ITransition? edge,
        Dictionary<Prerequisite, Prerequisite.Unmet?> known,
        CancellationToken cancellationToken)
    {
        var unmet = new List<Refusal>();
        if (entry.State == EntityState.Added)
        {
            // Nothing of it is stored that could be asked.
            return unmet;
        }

        foreach (var prerequisite in plan.PrerequisitesOf(from, to, edge))
        {
            if (!known.TryGetValue(prerequisite, out var answer))
            {
                prerequisite.Demand(entry.Context, plan.EntityType);
                var answers = await prerequisite.FindUnmetAsync(
                    entry.Context, plan.EntityType, [PlannedEntry.KeyOf(entry)], async: true, cancellationToken).ConfigureAwait(false);
                known[prerequisite] = answer = answers is [var one] ? one : null;
            }

            if (answer is { } missing)
            {
                unmet.Add(TransitionViolations.Unmet(plan, entry, prerequisite, from, missing.IsHidden));
            }
        }

        return unmet;
    }

    /// <summary>Not of one that was attached, is older than its history, or whose last save was rolled back.</summary>
    private static bool IsSequenceKnown(EntityEntry entry, TransitionsPlan plan)
        => plan.SequenceOf(entry) is not null
            && ContextState.Of(entry.Context).FindMemory<TransitionsMemory>()?.IsStale(entry, plan) != true;
}
