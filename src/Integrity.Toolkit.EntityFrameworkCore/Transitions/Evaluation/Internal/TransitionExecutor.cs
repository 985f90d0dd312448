using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Changes a status and stores the transition for the save.</summary>
internal static class TransitionExecutor
{
    /// <summary>Returns whether a request is permitted.</summary>
    public static TransitionCheck Check(EntityEntry entry, TransitionRequest request, TransitionOptions options)
    {
        var plan = Plan(entry, request);
        options = WithReason(entry, options);
        return IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? ExpectedSequenceCheck.Evaluate(entry, plan, options)
            ?? Evaluate(entry, plan, request, options.Reason).Check;
    }

    /// <summary>Fulfills a request, if it is permitted.</summary>
    public static TransitionCheck Do(EntityEntry entry, TransitionRequest request, TransitionOptions options)
    {
        var plan = Plan(entry, request);
        options = WithReason(entry, options);
        return IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? ExpectedSequenceCheck.Evaluate(entry, plan, options)
            ?? Do(entry, plan, Evaluate(entry, plan, request, options.Reason), options, isKeyChecked: false);
    }

    /// <summary>Evaluates a request against the table and its guards.</summary>
    public static Evaluation Evaluate(EntityEntry entry, TransitionsPlan plan, TransitionRequest request, string? reason)
    {
        var from = plan.StateOf(entry);
        if (request.IsTrigger)
        {
            var (edge, violation) = TransitionEvaluator.OfTrigger(plan, entry, from, request.Wanted, reason);
            return new Evaluation(
                edge?.To,
                edge,
                TransitionCheck.Of(violation ?? (edge is null ? null : TransitionEvaluator.OfUnsaved(plan, entry, edge.To))));
        }

        if (IsBeginning(entry, plan, request.Wanted))
        {
            return new Evaluation(
                request.Wanted,
                null,
                TransitionCheck.Of(TransitionEvaluator.OfFirst(plan, entry, request.Wanted)),
                IsFirst: true);
        }

        if (IsSame(entry, plan, request.Wanted))
        {
            return new Evaluation(null, null, TransitionCheck.Passed);
        }

        var (way, wrong) = TransitionEvaluator.EvaluateTransitionTo(plan, entry, from, request.Wanted, reason);
        return new Evaluation(
            request.Wanted, way, TransitionCheck.Of(wrong ?? TransitionEvaluator.OfUnsaved(plan, entry, request.Wanted)));
    }

    /// <summary>Changes the status of an entity, or nothing, as evaluated.</summary>
    public static TransitionCheck Do(
        EntityEntry entry, TransitionsPlan plan, Evaluation evaluation, TransitionOptions options, bool isKeyChecked)
    {
        if (evaluation.To is not { } to || (!evaluation.Check.IsAllowed && plan.Mode == EnforcementMode.Enforce))
        {
            return evaluation.Check;
        }

        if (plan.Mode != EnforcementMode.Off)
        {
            var state = ContextState.Of(entry.Context);
            state.Memory<TransitionTracker>().Add(entry, plan, new PendingTransition(
                evaluation.IsFirst ? null : plan.StateOf(entry),
                to,
                // Without the edge if there is a violation: the save then evaluates and marks the transition.
                evaluation.Check.IsAllowed ? evaluation.Edge : null,
                options,
                isKeyChecked ? null : options.IdempotencyKey,
                state.CurrentActor(),
                state.UtcNow(),
                state.CurrentCorrelation()));
        }

        entry.Property(plan.Status).CurrentValue = to;
        return TransitionCheck.Passed;
    }

    /// <summary>Returns the plan of an entity whose status can change.</summary>
    public static TransitionsPlan Plan(EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return entry.State is EntityState.Detached or EntityState.Deleted
            ? throw new InvalidOperationException(
                $"The {entry.Metadata.ShortName()} is {(entry.State == EntityState.Deleted ? "removed" : "not tracked")}, so its "
                + "status cannot change. Add, attach or load it first.")
            : plan;
    }

    /// <summary>Returns the plan of an entity, and ensures that the request is of the types of the table.</summary>
    public static TransitionsPlan Plan(EntityEntry entry, TransitionRequest request)
    {
        var plan = Plan(entry);
        request.EnsureType(entry.Metadata, plan);
        return plan;
    }

    /// <summary>Returns the options, with the reason of <c>ActingAs</c> if the caller gave none.</summary>
    public static TransitionOptions WithReason(EntityEntry entry, TransitionOptions options)
        => options.Reason is null && ContextState.Of(entry.Context).Acting.Reason is { } reason
            ? options with { Reason = reason }
            : options;

    private static bool IsBeginning(EntityEntry entry, TransitionsPlan plan, object state)
        => entry.State == EntityState.Added
            && plan.StateOf(entry) is var current
            && (current is null || Equals(current, state))
            && (ContextState.Of(entry.Context).FindMemory<TransitionTracker>()?.Pending(entry, plan) ?? []).Count == 0;

    private static bool IsSame(EntityEntry entry, TransitionsPlan plan, object state)
        => Equals(plan.StateOf(entry), state)
            && !(plan.Table.Contains(state) && plan.Table.Permits(state, state));

    /// <summary>The evaluation of a request.</summary>
    /// <param name="To">The state that is entered; null if the request changes nothing, or its state is unknown.</param>
    /// <param name="Edge">The transition, if there is one.</param>
    /// <param name="Check">The result of the evaluation.</param>
    /// <param name="IsFirst">Whether the state is the initial state of a new entity.</param>
    internal sealed record Evaluation(object? To, ITransition? Edge, TransitionCheck Check, bool IsFirst = false);
}
