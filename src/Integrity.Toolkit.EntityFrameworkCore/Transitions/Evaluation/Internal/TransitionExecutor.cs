using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Changes a status and remembers the move for its save.</summary>
internal static class TransitionExecutor
{
    /// <summary>Says whether a wish may be fulfilled.</summary>
    public static TransitionCheck Check(EntityEntry entry, TransitionRequest request, TransitionOptions options)
    {
        var plan = Plan(entry, request);
        options = WithReason(entry, options);
        return IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? ExpectedSequenceCheck.Evaluate(entry, plan, options)
            ?? Evaluate(entry, plan, request, options.Reason).Check;
    }

    /// <summary>Fulfils a wish, if that is permitted.</summary>
    public static TransitionCheck Do(EntityEntry entry, TransitionRequest request, TransitionOptions options)
    {
        var plan = Plan(entry, request);
        options = WithReason(entry, options);
        return IdempotencyCheck.OfPending(entry, plan, request, options)
            ?? ExpectedSequenceCheck.Evaluate(entry, plan, options)
            ?? Do(entry, plan, Evaluate(entry, plan, request, options.Reason), options, isKeyChecked: false);
    }

    /// <summary>What the table and its guards say of a wish.</summary>
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
            return new Evaluation(request.Wanted, null, TransitionCheck.Of(TransitionEvaluator.OfFirst(plan, entry, request.Wanted)), IsFirst: true);
        }

        if (IsSame(entry, plan, request.Wanted))
        {
            return new Evaluation(null, null, TransitionCheck.Passed);
        }

        var (way, wrong) = TransitionEvaluator.EvaluateTransitionTo(plan, entry, from, request.Wanted, reason);
        return new Evaluation(request.Wanted, way, TransitionCheck.Of(wrong ?? TransitionEvaluator.OfUnsaved(plan, entry, request.Wanted)));
    }

    /// <summary>Moves an entity, or does nothing, as was judged.</summary>
    public static TransitionCheck Do(EntityEntry entry, TransitionsPlan plan, Evaluation evaluation, TransitionOptions options, bool isKeyChecked)
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
                // Not the edge when it is refused: the save then judges and marks the move.
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

    /// <summary>The plan of an entity that can be moved.</summary>
    public static TransitionsPlan Plan(EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return entry.State is EntityState.Detached or EntityState.Deleted
            ? throw new InvalidOperationException(
                $"The {entry.Metadata.ShortName()} is {(entry.State == EntityState.Deleted ? "removed" : "not tracked")}, so its "
                + "status cannot be moved. Add, attach or load it first.")
            : plan;
    }

    /// <summary>The same, where what is asked for is of the types of the table.</summary>
    public static TransitionsPlan Plan(EntityEntry entry, TransitionRequest request)
    {
        var plan = Plan(entry);
        request.EnsureType(entry.Metadata, plan);
        return plan;
    }

    /// <summary>The options, with the reason of <c>ActingAs</c> where the caller gave none.</summary>
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

    /// <param name="To">The state that is entered; null where nothing is to be done, or nothing is known of it.</param>
    /// <param name="Edge">The transition, where there is one.</param>
    /// <param name="Check">Whether it is permitted.</param>
    /// <param name="IsFirst">Whether a new entity begins with it.</param>
    internal sealed record Evaluation(object? To, ITransition? Edge, TransitionCheck Check, bool IsFirst = false);
}
