using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>Changes a status and remembers the move for its save.</summary>
internal static class Firing
{
    public static TransitionCheck CheckTrigger(EntityEntry entry, object trigger, FireOptions asked)
    {
        var plan = Plan(entry);
        return JudgeTrigger(entry, plan, trigger, Asked(entry, asked).Reason).Check;
    }

    public static TransitionCheck CheckState(EntityEntry entry, object state, FireOptions asked)
    {
        var plan = Plan(entry);
        return IsBeginning(entry, plan, state)
            ? Check(Judgement.OfFirst(plan, entry, state))
            : IsSame(entry, plan, state) ? TransitionCheck.Passed : Check(Judge(entry, plan, state, Asked(entry, asked).Reason).Refusal);
    }

    public static TransitionCheck ByTrigger(EntityEntry entry, object trigger, FireOptions asked)
    {
        var plan = Plan(entry);
        asked = Asked(entry, asked);
        var (edge, check) = JudgeTrigger(entry, plan, trigger, asked.Reason);
        if (edge is not null && (check.Allowed || plan.Mode != IntegrityMode.Enforce))
        {
            // Not the edge when it is refused: the save then judges and marks the move.
            Move(entry, plan, edge.To, check.Allowed ? edge : null, asked);
            return TransitionCheck.Passed;
        }

        return check;
    }

    public static TransitionCheck ByState(EntityEntry entry, object state, FireOptions asked)
    {
        var plan = Plan(entry);
        if (!plan.Table.StateType.IsInstanceOfType(state))
        {
            throw new InvalidOperationException(
                $"{entry.Metadata.ShortName()}.{plan.Status.Name} is a {plan.Table.StateType.ShortDisplayName()}, not a "
                + $"{state.GetType().ShortDisplayName()}.");
        }

        asked = Asked(entry, asked);
        if (IsBeginning(entry, plan, state))
        {
            if (plan.Mode == IntegrityMode.Enforce && Judgement.OfFirst(plan, entry, state) is { } notFirst)
            {
                return Check(notFirst);
            }

            Begin(entry, plan, state, asked);
            return TransitionCheck.Passed;
        }

        if (IsSame(entry, plan, state))
        {
            return TransitionCheck.Passed;
        }

        var (edge, refusal) = Judge(entry, plan, state, asked.Reason);
        if (refusal is not null && plan.Mode == IntegrityMode.Enforce)
        {
            return Check(refusal);
        }

        Move(entry, plan, state, refusal is null ? edge : null, asked);
        return TransitionCheck.Passed;
    }

    private static (ITransition? Edge, TransitionCheck Check) JudgeTrigger(
        EntityEntry entry,
        TransitionsPlan plan,
        object trigger,
        string? reason)
    {
        if (plan.Table.TriggerType?.IsInstanceOfType(trigger) != true)
        {
            throw new InvalidOperationException(
                plan.Table.TriggerType is null
                    ? $"The table '{plan.Table.Name}' has no triggers: move {entry.Metadata.ShortName()} with MoveTo(state)."
                    : $"The table '{plan.Table.Name}' has triggers of type {plan.Table.TriggerType.ShortDisplayName()}, not "
                        + $"{trigger.GetType().ShortDisplayName()}.");
        }

        var from = entry.Property(plan.Status).CurrentValue;
        var (edge, refusal) = Judgement.OfTrigger(plan, entry, from, trigger, reason);
        return (edge, Check(refusal ?? (edge is null ? null : Judgement.OfUnsaved(plan, entry, edge.To))));
    }

    private static (ITransition? Edge, Refusal? Refusal) Judge(
        EntityEntry entry,
        TransitionsPlan plan,
        object state,
        string? reason)
    {
        var (edge, refusal) = Judgement.OfMove(plan, entry, entry.Property(plan.Status).CurrentValue, state, reason);
        return (edge, refusal ?? Judgement.OfUnsaved(plan, entry, state));
    }

    private static void Move(EntityEntry entry, TransitionsPlan plan, object to, ITransition? edge, FireOptions asked)
    {
        var status = entry.Property(plan.Status);
        var from = status.CurrentValue;
        Remember(entry, plan, new PendingMove(from, to, edge, asked, default, default));
        status.CurrentValue = to;
    }

    private static void Begin(EntityEntry entry, TransitionsPlan plan, object state, FireOptions asked)
    {
        Remember(entry, plan, new PendingMove(null, state, null, asked, default, default));
        entry.Property(plan.Status).CurrentValue = state;
    }

    private static void Remember(EntityEntry entry, TransitionsPlan plan, PendingMove move)
    {
        if (plan.Mode != IntegrityMode.Off)
        {
            var state = ContextState.Of(entry.Context);
            state.Memory<TransitionsMemory>().Add(
                entry,
                plan,
                move with { Actor = state.CurrentActor(), At = state.UtcNow(), CorrelationId = state.CurrentCorrelation() });
        }
    }

    private static bool IsBeginning(EntityEntry entry, TransitionsPlan plan, object state)
        => entry.State == EntityState.Added
            && entry.Property(plan.Status).CurrentValue is var current
            && (current is null || Equals(current, state))
            && (ContextState.Of(entry.Context).FindMemory<TransitionsMemory>()?.Pending(entry, plan) ?? []).Count == 0;

    private static bool IsSame(EntityEntry entry, TransitionsPlan plan, object state)
        => Equals(entry.Property(plan.Status).CurrentValue, state)
            && !(plan.Table.Contains(state) && plan.Table.Permits(state, state));

    private static TransitionsPlan Plan(EntityEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        var plan = TransitionsPlan.Of(entry.Metadata);
        return entry.State is EntityState.Detached or EntityState.Deleted
            ? throw new InvalidOperationException(
                $"The {entry.Metadata.ShortName()} is {(entry.State == EntityState.Deleted ? "removed" : "not tracked")}, so its "
                + "status cannot be moved. Add, attach or load it first.")
            : plan;
    }

    private static FireOptions Asked(EntityEntry entry, FireOptions asked)
        => asked.Reason is null && ContextState.Of(entry.Context).Acting.Reason is { } reason
            ? asked with { Reason = reason }
            : asked;

    private static TransitionCheck Check(Refusal? refusal)
        => refusal is null ? TransitionCheck.Passed : new TransitionCheck([refusal]);
}
