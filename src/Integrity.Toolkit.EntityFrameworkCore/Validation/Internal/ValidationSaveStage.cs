using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Validation;

/// <summary>Holds every change against the rules of its type.</summary>
internal sealed class ValidationSaveStage(IDbContextOptions options) : SaveStage
{
    private readonly ValidationOptions _options =
        options.FindExtension<ValidationOptionsExtension>()?.Options ?? ValidationOptions.Default;

    public override SaveStageOrder Order => SaveStageOrder.Validation;

    /// <summary>What is changed and has rules: entities, and owners of what is changed.</summary>
    public static IEnumerable<(PlannedEntry Planned, RulesPlan Plan)> Planned(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Entry.State is EntityState.Added or EntityState.Modified && planned.Plan.Find<RulesPlan>() is { } plan)
            {
                yield return (planned, plan);
            }
        }

        foreach (var owner in Owners.Unchanged<RulesOwnedPlan>(session))
        {
            if (owner.Plan.Find<RulesPlan>() is { } plan)
            {
                yield return (owner, plan);
            }
        }
    }

    public override void Inspect(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<RulesPlan>() is { } plan)
            {
                RuleCheck.DemandRoles(session, planned, plan);
            }
        }
    }

    public override async ValueTask CheckAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        RuleCheck? check = null;
        foreach (var (planned, plan) in Planned(session))
        {
            (check ??= new RuleCheck(session, _options)).Add(planned, plan, planned.Operation);
        }

        if (check is null)
        {
            return;
        }

        await check.AskAsync(async, cancellationToken).ConfigureAwait(false);
        foreach (var (plan, refusal) in check.Found)
        {
            session.Refuse(plan, refusal);
        }
    }

    public override void CheckLate(SaveSession session)
    {
        // Values are written as they are now: what another interceptor set has to pass, too. The database is not asked again,
        // and what is only observed or warned of was told already.
        RuleCheck? check = null;
        foreach (var (planned, plan) in Planned(session))
        {
            if (plan.Mode == IntegrityMode.Enforce)
            {
                RuleCheck.DemandRoles(session, planned, plan);
                (check ??= new RuleCheck(session, _options)).Add(planned, plan, planned.Operation);
            }
        }

        foreach (var (plan, refusal) in check?.Found ?? [])
        {
            if (refusal.Severity == RefusalSeverity.Error)
            {
                session.Refuse(plan, refusal);
            }
        }
    }
}
