using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>Changes a status and remembers the move for its save.</summary>
internal static class Firing
{
    public static TransitionCheck CheckTrigger(EntityEntry entry, object trigger, string? reason)
    {
        var plan = Plan(entry);
        return JudgeTrigger(entry, plan, trigger, Reason(entry, reason)).Check;
    }

    public static TransitionCheck CheckState(EntityEntry entry, object state, string? reason)
    {
        var plan = Plan(entry);
        return IsBeginning(entry, plan, state)
            ? Check(Judgement.OfFirst(plan, entry, state))
            : IsSame(entry, plan, state) ? TransitionCheck.Passed : Check(Judge(entry, plan, state, Reason(entry, reason)).Refusal);
    }

    public static TransitionCheck ByTrigger(EntityEntry entry, object trigger, string? reason)
    {
        var plan = Plan(entry);
        reason = Reason(entry, reason);
        var (edge, check) = JudgeTrigger(entry, plan, trigger, reason);
        if (edge is not null && (check.Allowed || plan.Mode != IntegrityMode.Enforce))
        {
            // Not the edge when it is refused: the save then judges and marks the move.
            Move(entry, plan, edge.To, check.Allowed ? edge : null, reason);
            return TransitionCheck.Passed;
        }

        return check;
    }

    public static TransitionCheck ByState(EntityEntry entry, object state, string? reason)
    {
        var plan = Plan(entry);
        if (!plan.Table.StateType.IsInstanceOfType(state))
        {
            throw new InvalidOperationException(
                $"{entry.Metadata.ShortName()}.{plan.Status.Name} is a {plan.Table.StateType.ShortDisplayName()}, not a "
                + $"{state.GetType().ShortDisplayName()}.");
        }

        reason = Reason(entry, reason);
        if (IsBeginning(entry, plan, state))
        {
            if (plan.Mode == IntegrityMode.Enforce && Judgement.OfFirst(plan, entry, state) is { } notFirst)
            {
                return Check(notFirst);
            }

            Begin(entry, plan, state, reason);
            return TransitionCheck.Passed;
        }

        if (IsSame(entry, plan, state))
        {
            return TransitionCheck.Passed;
        }

        var (edge, refusal) = Judge(entry, plan, state, reason);
        if (refusal is not null && plan.Mode == IntegrityMode.Enforce)
        {
            return Check(refusal);
        }

        Move(entry, plan, state, refusal is null ? edge : null, reason);
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

    private static void Move(EntityEntry entry, TransitionsPlan plan, object to, ITransition? edge, string? reason)
    {
        var status = entry.Property(plan.Status);
        var from = status.CurrentValue;
        Remember(entry, plan, new PendingMove(from, to, edge, reason, default, default));
        status.CurrentValue = to;
    }

    private static void Begin(EntityEntry entry, TransitionsPlan plan, object state, string? reason)
    {
        Remember(entry, plan, new PendingMove(null, state, null, reason, default, default));
        entry.Property(plan.Status).CurrentValue = state;
    }

    private static void Remember(EntityEntry entry, TransitionsPlan plan, PendingMove move)
    {
        if (plan.Mode != IntegrityMode.Off)
        {
            var state = ContextState.Of(entry.Context);
            state.Memory<TransitionsMemory>().Add(
                entry, plan, move with { Actor = state.CurrentActor(), At = state.UtcNow() });
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

    private static string? Reason(EntityEntry entry, string? reason)
    {
        IntegrityDefaults.CheckReason(reason);
        return reason ?? ContextState.Of(entry.Context).Acting.Reason;
    }

    private static TransitionCheck Check(Refusal? refusal)
        => refusal is null ? TransitionCheck.Passed : new TransitionCheck([refusal]);
}
