using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Checks every change against the rules of its type.</summary>
internal sealed class ValidationSaveStage(IDbContextOptions options) : SaveStage
{
    private readonly ValidationOptions _options =
        options.FindExtension<ValidationOptionsExtension>()?.Options ?? ValidationOptions.Default;

    public override SaveStageOrder Order => SaveStageOrder.Validation;

    /// <summary>Returns the changed entries with rules: entities, and owners of changed entries.</summary>
    public static IEnumerable<(PlannedEntry Planned, RulesPlan Plan)> Planned(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Entry.State is EntityState.Added or EntityState.Modified && planned.Plan.Find<RulesPlan>() is { } plan)
            {
                yield return (planned, plan);
            }
        }

        foreach (var owner in save.Context.FindUnchangedOwners<RulesOwnedPlan>(save.Entries))
        {
            if (owner.Plan.Find<RulesPlan>() is { } plan)
            {
                yield return (owner, plan);
            }
        }
    }

    public override async ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        RuleCheck? check = null;
        foreach (var (planned, plan) in Planned(save))
        {
            (check ??= new RuleCheck(save, _options, save.Entries)).Add(planned, plan, planned.Operation);
        }

        if (check is null)
        {
            return;
        }

        await check.QueryAsync(async, cancellationToken).ConfigureAwait(false);
        foreach (var (plan, violation) in check.Found)
        {
            save.Violations.Add(plan, violation);
        }
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
        if (present.Plan.Find<RulesPlan>() is null && present.Plan.Find<RulesOwnedPlan>() is null)
        {
            return;
        }

        var check = save.Find<InterceptedRuleCheck>();
        if (check is null)
        {
            save.Keep(check = new InterceptedRuleCheck(save, _options));
        }

        check.Add(present, known);
    }

    public override IntegrityViolation? Explain(
        SaveContext save, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain)
    {
        if (ModelPlan.Of(save.Context.Model).Find(entry.Metadata) is not { } entity
            || entity.Find<RulesPlan>() is not { Mode: EnforcementMode.Enforce } plan)
        {
            return null;
        }

        var members = taken.Select(property => property.Name).ToHashSet();
        return plan.Unique.FirstOrDefault(rule => members.SetEquals(rule.KeyMembers.Select(member => member.Name)))
            ?.CreateViolation(entity.Name, isCertain ? PlannedEntry.KeyOf(entry) : []);
    }
}
