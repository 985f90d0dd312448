using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>
/// Checks the rules again after other interceptors may have changed the save. Database rules are not evaluated again, and
/// observed violations and warnings are not reported twice.
/// </summary>
internal sealed class InterceptedRuleCheck(SaveContext save, ValidationOptions options)
{
    private readonly ModelPlan _plans = ModelPlan.Of(save.Context.Model);
    private readonly HashSet<object> _owners = new(ReferenceEqualityComparer.Instance);
    private readonly RuleCheck _check = new(
        save, options, save.Context.GetPlannedEntries(ModelPlan.Of(save.Context.Model)) ?? []);

    public void Add(PlannedEntry present, PlannedEntry? known)
    {
        if (present.Entry.State is EntityState.Added or EntityState.Modified)
        {
            present.Operation = known?.Operation ?? present.Operation;
            Evaluate(present);
        }

        if (present.Plan.Find<RulesOwnedPlan>() is not null
            && present.Entry.FindOwner() is { State: EntityState.Unchanged } owner
            && _plans.Find(owner.Metadata) is { } plan
            && _owners.Add(owner.Entity))
        {
            Evaluate(new PlannedEntry(owner, plan, replaced: null));
        }
    }

    private void Evaluate(PlannedEntry planned)
    {
        if (planned.Plan.Find<RulesPlan>() is not { Mode: EnforcementMode.Enforce } plan)
        {
            return;
        }

        _check.Add(planned, plan, planned.Operation);
        foreach (var (_, violation) in _check.Found)
        {
            if (violation.Severity == ViolationSeverity.Error)
            {
                save.Violations.Add(plan, violation);
            }
        }

        _check.Found.Clear();
    }
}
