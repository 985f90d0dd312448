using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Evaluates status changes against the table, and returns the violation of a rejected one.</summary>
internal static class TransitionEvaluator
{
    /// <summary>Returns the transition to a state, or a violation if there is none.</summary>
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

    /// <summary>
    /// Returns the transition by a trigger, or a violation if there is none; neither if the trigger is ignored.
    /// </summary>
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

    /// <summary>Returns a violation for a transition of a guarded status while another change of it is pending.</summary>
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

    /// <summary>Returns whether the guard of a transition is met, or its violation.</summary>
    public static TransitionCheck OfGuard(TransitionsPlan plan, EntityEntry entry, ITransition edge)
        => IsMet(plan, entry, edge.Guard)
            ? TransitionCheck.Passed
            : new TransitionCheck([TransitionViolations.Guard(plan, entry, [edge])]);

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

    /// <summary>Returns a violation if only conditions outside the table choose between several outcomes.</summary>
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
                $"The guard '{guard!.Code}' of {entry.Metadata.ClrType.Name}.{plan.Status.Name} failed with an exception; "
                + "nothing was changed. Make it work for every entity that can be in the state.",
                exception);
        }
    }

    private static IntegrityViolation? Unknown(TransitionsPlan plan, EntityEntry entry, object? state)
        => Knows(plan, state) ? null : TransitionViolations.UnknownState(plan, entry, state);

    private static bool Knows(TransitionsPlan plan, object? state) => state is not null && plan.Table.Contains(state);
}
