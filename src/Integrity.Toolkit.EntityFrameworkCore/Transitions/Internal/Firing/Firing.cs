using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>Changes a status and remembers the move for its save.</summary>
internal static class Firing
{
    public static TransitionCheck CheckTrigger(EntityEntry entry, object trigger, FireOptions asked)
        => Check(entry, MoveWish.By(entry, Plan(entry), trigger), asked);

    public static TransitionCheck CheckState(EntityEntry entry, object state, FireOptions asked)
        => Check(entry, MoveWish.To(state), asked);

    public static TransitionCheck ByTrigger(EntityEntry entry, object trigger, FireOptions asked)
        => Do(entry, MoveWish.By(entry, Plan(entry), trigger), asked);

    public static TransitionCheck ByState(EntityEntry entry, object state, FireOptions asked)
        => Do(entry, MoveWish.To(entry, Plan(entry), state), asked);

    /// <summary>What the table and its guards say of a wish.</summary>
    public static Verdict Judge(EntityEntry entry, TransitionsPlan plan, MoveWish wish, string? reason)
    {
        var from = plan.StateOf(entry);
        if (wish.IsTrigger)
        {
            var (edge, refusal) = Judgement.OfTrigger(plan, entry, from, wish.Wanted, reason);
            return new Verdict(
                edge?.To,
                edge,
                TransitionCheck.Of(refusal ?? (edge is null ? null : Judgement.OfUnsaved(plan, entry, edge.To))));
        }

        if (IsBeginning(entry, plan, wish.Wanted))
        {
            return new Verdict(wish.Wanted, null, TransitionCheck.Of(Judgement.OfFirst(plan, entry, wish.Wanted)), IsFirst: true);
        }

        if (IsSame(entry, plan, wish.Wanted))
        {
            return new Verdict(null, null, TransitionCheck.Passed);
        }

        var (way, wrong) = Judgement.OfMove(plan, entry, from, wish.Wanted, reason);
        return new Verdict(wish.Wanted, way, TransitionCheck.Of(wrong ?? Judgement.OfUnsaved(plan, entry, wish.Wanted)));
    }

    /// <summary>Moves an entity, or does nothing, as was judged.</summary>
    public static TransitionCheck Do(EntityEntry entry, TransitionsPlan plan, Verdict verdict, FireOptions asked, bool isKeyAsked)
    {
        if (verdict.To is not { } to || (!verdict.Check.Allowed && plan.Mode == IntegrityMode.Enforce))
        {
            return verdict.Check;
        }

        // Not the edge when it is refused: the save then judges and marks the move.
        var status = entry.Property(plan.Status);
        Remember(entry, plan, new PendingMove(
            verdict.IsFirst ? null : status.CurrentValue, to, verdict.Check.Allowed ? verdict.Edge : null, asked, default, default)
        {
            IsKeyAsked = isKeyAsked,
        });
        status.CurrentValue = to;
        return TransitionCheck.Passed;
    }

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

    public static FireOptions Asked(EntityEntry entry, FireOptions asked)
        => asked.Reason is null && ContextState.Of(entry.Context).Acting.Reason is { } reason
            ? asked with { Reason = reason }
            : asked;

    private static TransitionCheck Check(EntityEntry entry, MoveWish wish, FireOptions asked)
    {
        var plan = Plan(entry);
        return Expectation.Judge(entry, plan, asked) ?? Judge(entry, plan, wish, Asked(entry, asked).Reason).Check;
    }

    private static TransitionCheck Do(EntityEntry entry, MoveWish wish, FireOptions asked)
    {
        var plan = Plan(entry);
        asked = Asked(entry, asked);
        return Repetition.OfPending(entry, plan, wish, asked)
            ?? Expectation.Judge(entry, plan, asked)
            ?? Do(entry, plan, Judge(entry, plan, wish, asked.Reason), asked, isKeyAsked: false);
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
            && plan.StateOf(entry) is var current
            && (current is null || Equals(current, state))
            && (ContextState.Of(entry.Context).FindMemory<TransitionsMemory>()?.Pending(entry, plan) ?? []).Count == 0;

    private static bool IsSame(EntityEntry entry, TransitionsPlan plan, object state)
        => Equals(plan.StateOf(entry), state)
            && !(plan.Table.Contains(state) && plan.Table.Permits(state, state));

    /// <param name="To">The state that is entered; null where nothing is to be done, or nothing is known of it.</param>
    /// <param name="Edge">The transition, where there is one.</param>
    /// <param name="Check">Whether it is permitted.</param>
    /// <param name="IsFirst">Whether a new entity begins with it.</param>
    internal sealed record Verdict(object? To, ITransition? Edge, TransitionCheck Check, bool IsFirst = false);
}
