using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Judges moves by the table, and says why one is refused.</summary>
internal static class TransitionEvaluator
{
    /// <summary>The edge a move takes, or why there is none.</summary>
    public static (ITransition? Edge, IntegrityViolation? Violation) EvaluateTransitionTo(
        TransitionsPlan plan,
        EntityEntry entry,
        object? from,
        object? to,
        string? reason)
    {
        if (Unknown(plan, entry, from) is { } unknownFrom)
        {
            return (null, unknownFrom);
        }

        if (!Knows(plan, to))
        {
            return (null, TransitionViolations.UnknownRequest(plan, entry, to));
        }

        var edges = plan.Table.Find(from!, to!);
        return edges.Count == 0
            ? (null, TransitionViolations.NotPermitted(plan, entry, from!, TransitionRequest.To(to!)))
            : Choose(plan, entry, edges, reason);
    }

    /// <summary>The edge a trigger takes, or why there is none; neither when the trigger is ignored.</summary>
    public static (ITransition? Edge, IntegrityViolation? Violation) OfTrigger(
        TransitionsPlan plan,
        EntityEntry entry,
        object? from,
        object trigger,
        string? reason)
    {
        if (Unknown(plan, entry, from) is { } unknown)
        {
            return (null, unknown);
        }

        var edges = plan.Table.FindByTrigger(from!, trigger);
        var ignored = IsIgnored(plan, entry, from!, trigger, out var ignoredOpenly);
        if (edges.Count == 0)
        {
            return (null, ignored ? null : plan.Table.Ignores(from!, trigger)
                ? TransitionViolations.IgnoreGuard(plan, entry, from!, trigger)
                : TransitionViolations.NotPermitted(plan, entry, from!, TransitionRequest.By(trigger)));
        }

        return Undecided(plan, entry, edges, ignored, ignoredOpenly) is { } undecided
            ? (null, undecided)
            : ignored ? (null, null) : Choose(plan, entry, edges, reason);
    }

    /// <summary>A move of a guarded status, while another change of it is not saved yet.</summary>
    public static IntegrityViolation? OfUnsaved(TransitionsPlan plan, EntityEntry entry, object? to)
        => plan.Hold != DatabaseEnforcement.None
            && plan.StateOf(entry) is var present
            && !Equals(present, to)
            && (entry.State == EntityState.Added
                || (plan.Hold == DatabaseEnforcement.Guard && !Equals(entry.GetOriginalValue(plan.Status), present)))
                ? TransitionViolations.UnsavedTransition(plan, entry)
                : null;

    public static IntegrityViolation? OfFirst(TransitionsPlan plan, EntityEntry entry, object? state)
        => !Knows(plan, state) ? TransitionViolations.UnknownRequest(plan, entry, state)
            : plan.Table.IsInitial(state!) ? null
            : TransitionViolations.NotInitial(plan, entry, state!);

    /// <summary>Whether the guard of an edge is met, and if not, why.</summary>
    public static TransitionCheck OfGuard(TransitionsPlan plan, EntityEntry entry, ITransition edge)
        => IsMet(plan, entry, edge.Guard) ? TransitionCheck.Passed : new TransitionCheck([TransitionViolations.Guard(plan, entry, [edge])]);

    private static (ITransition? Edge, IntegrityViolation? Violation) Choose(
        TransitionsPlan plan,
        EntityEntry entry,
        IReadOnlyList<ITransition> edges,
        string? reason)
    {
        ITransition? met = null;
        foreach (var edge in edges)
        {
            if (!IsMet(plan, entry, edge.Guard))
            {
                continue;
            }

            if (!edge.RequiresReason || !string.IsNullOrWhiteSpace(reason))
            {
                return (edge, null);
            }

            met ??= edge;
        }

        return met is null
            ? (edges[0], TransitionViolations.Guard(plan, entry, edges))
            : (met, TransitionViolations.ReasonRequired(plan, entry, met));
    }

    private static bool IsIgnored(
        TransitionsPlan plan,
        EntityEntry entry,
        object from,
        object trigger,
        out bool openly)
    {
        openly = false;
        if (!plan.Table.Ignores(from, trigger))
        {
            return false;
        }

        var guards = plan.Table.IgnoreGuards(from, trigger);
        var met = guards.Where(guard => IsMet(plan, entry, guard)).ToList();
        openly = met.Any(guard => guard.IsOpen);
        return guards.Count == 0 || met.Count > 0;
    }

    /// <summary>A violation, where only conditions that the table does not know choose between several outcomes.</summary>
    private static IntegrityViolation? Undecided(
        TransitionsPlan plan,
        EntityEntry entry,
        IReadOnlyList<ITransition> edges,
        bool ignored,
        bool ignoredOpenly)
    {
        if (!ignoredOpenly && !edges.Any(edge => edge.Guard is { IsOpen: true }))
        {
            return null;
        }

        var met = edges.Where(edge => IsMet(plan, entry, edge.Guard)).ToList();
        var outcomes = met.Select(edge => edge.To).Distinct().Count() + (ignored ? 1 : 0);
        return outcomes > 1 && (ignoredOpenly || met.Any(edge => edge.Guard is { IsOpen: true }))
            ? TransitionViolations.Undecided(plan, entry, met)
            : null;
    }

    private static bool IsMet(TransitionsPlan plan, EntityEntry entry, TransitionGuard? guard)
    {
        try
        {
            return guard is null || guard.IsMet(entry.Entity);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The guard '{guard!.Code}' of {entry.Metadata.ClrType.Name}.{plan.Status.Name} failed; nothing was "
                + "changed. Make it work for every entity that can be in that state.",
                exception);
        }
    }

    private static IntegrityViolation? Unknown(TransitionsPlan plan, EntityEntry entry, object? state)
        => Knows(plan, state) ? null : TransitionViolations.UnknownState(plan, entry, state);

    private static bool Knows(TransitionsPlan plan, object? state) => state is not null && plan.Table.Contains(state);
}
