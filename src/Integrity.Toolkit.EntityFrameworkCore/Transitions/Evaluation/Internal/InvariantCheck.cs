using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Translation;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Evaluates the invariants of states with the state and the values that a save writes.</summary>
internal static class InvariantCheck
{
    /// <summary>Throws for a table with invariants of other entity types, because every save evaluates them.</summary>
    public static void EnsureType(IReadOnlyEntityType entityType, ITransitionTable table)
    {
        if (table.Invariants.FirstOrDefault(
            invariant => !invariant.EntityType.IsAssignableFrom(entityType.ClrType)) is { } foreign)
        {
            throw new InvalidOperationException(
                $"The invariant '{foreign.Code}' of the table '{table.Name}' is for {foreign.EntityType.ShortDisplayName()}, "
                + $"which is not a base type of {entityType.ShortName()}. Declare it for {entityType.ShortName()} or a base "
                + $"type, or declare the transitions on {foreign.EntityType.ShortDisplayName()}.");
        }
    }

    /// <summary>Evaluates all saved entities and their owners, because a condition can read owned entities.</summary>
    public static void Evaluate(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { Table.Invariants.Count: > 0 } plan)
            {
                Evaluate(save, planned, plan);
            }
        }

        foreach (var owner in save.Context.FindUnchangedOwners<InvariantsOwnedPlan>(save.Entries))
        {
            if (owner.Plan.Find<TransitionsPlan>() is { } plan)
            {
                Evaluate(save, owner, plan, isOwner: true);
            }
        }
    }

    /// <summary>
    /// Evaluates an entity again after other interceptors may have changed it. In observe mode its violations are already logged.
    /// </summary>
    public static void EvaluateIntercepted(SaveContext save, PlannedEntry present)
    {
        if (present.Plan.Find<TransitionsPlan>() is { Mode: EnforcementMode.Enforce, Table.Invariants.Count: > 0 } plan)
        {
            Evaluate(save, present, plan);
        }

        if (present.Plan.Find<InvariantsOwnedPlan>() is { Mode: EnforcementMode.Enforce }
            && present.Entry.FindOwner() is { State: EntityState.Unchanged } owner
            && ModelPlan.Of(save.Context.Model).Find(owner.Metadata) is { } owned
            && owned.Find<TransitionsPlan>() is { } ownerPlan)
        {
            Evaluate(save, new PlannedEntry(owner, owned, replaced: null), ownerPlan, isOwner: true);
        }
    }

    public static IntegrityViolation CreateViolation(
        StateInvariant invariant, string status, string entity, IReadOnlyList<object?> key)
    {
        var state = StateText.Of(invariant.State);
        var members = ConditionPathFinder.Of(invariant.Expression);
        return new IntegrityViolation(
            invariant.Code,
            entity,
            $"{entity}.{status} cannot be {state}: {invariant.Description ?? $"the condition '{invariant.Code}' is not met"}. "
            + (members.Count == 0 ? "Correct the entity." : $"Correct {string.Join(", ", members)}."),
            status,
            key,
            new Dictionary<string, object?>
            {
                ["state"] = state,
                ["members"] = members,
                ["reasons"] = (string[])[invariant.Description ?? invariant.Code],
            });
    }

    private static void Evaluate(SaveContext save, PlannedEntry planned, TransitionsPlan plan, bool isOwner = false)
    {
        if ((!isOwner && planned.Entry.State is not (EntityState.Added or EntityState.Modified))
            || plan.WrittenStateOf(planned.Entry) is not { } state)
        {
            return;
        }

        foreach (var invariant in plan.Table.InvariantsOf(state))
        {
            if (!IsMet(planned.Entry, plan, invariant))
            {
                save.Violations.Add(plan, CreateViolation(invariant, plan.Status.Name, planned.Plan.Name, planned.Key()));
            }
        }
    }

    private static bool IsMet(EntityEntry entry, TransitionsPlan plan, StateInvariant invariant)
    {
        try
        {
            return invariant.IsMet(entry.Entity);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The invariant '{invariant.Code}' of {entry.Metadata.ShortName()}.{plan.Status.Name} failed with an exception; "
                + $"nothing was saved. Make it work for every entity that can be {StateText.Of(invariant.State)}.",
                exception);
        }
    }
}
