using Integrity.Toolkit;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Integrity.Toolkit.Validation;
using Integrity.Toolkit.Validation.Internal;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that run the rules without saving.
/// </summary>
public static class ValidationDbContextExtensions
{
    /// <summary>
    /// Runs the rules of an entity, including database rules, and returns the violations.
    /// </summary>
    /// <remarks>
    /// For a changed entity, the same rules run as in a save. For an unchanged entity, all rules run. An untracked entity is
    /// treated as added. Nothing is written, logged or counted, regardless of the mode.
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="entity">The entity, of a type of the context's model.</param>
    /// <returns>The report; valid for a type without rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No block is enabled for the context, the entity is not of a type of its model, or a rule uses roles without a role source.
    /// </exception>
    public static ValidationReport Validate(this DbContext context, object entity)
        => ValidateAsync(context, Of(context, entity), async: false, default).GetCompletedResult();

    /// <inheritdoc cref="Validate"/>
    /// <param name="context">The context.</param>
    /// <param name="entity">The entity, of a type of the context's model.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<ValidationReport> ValidateAsync(
        this DbContext context,
        object entity,
        CancellationToken cancellationToken = default)
        => await ValidateAsync(context, Of(context, entity), async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Runs the rules of all changes of the next save, and returns the violations.
    /// </summary>
    /// <remarks>Nothing is written, logged or counted, regardless of the mode. Hooks are not called.</remarks>
    /// <param name="context">The context.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No block is enabled for the context, or a rule uses roles without a role source.
    /// </exception>
    public static ValidationReport ValidateChanges(this DbContext context)
        => ValidateAsync(context, one: null, async: false, default).GetCompletedResult();

    /// <inheritdoc cref="ValidateChanges"/>
    /// <param name="context">The context.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<ValidationReport> ValidateChangesAsync(
        this DbContext context,
        CancellationToken cancellationToken = default)
        => await ValidateAsync(context, one: null, async: true, cancellationToken).ConfigureAwait(false);

    private static EntityEntry Of(DbContext context, object entity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        return context.Entry(entity);
    }

    private static async ValueTask<ValidationReport> ValidateAsync(
        DbContext context,
        EntityEntry? one,
        bool async,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);

        var state = ContextState.Of(context);
        var plans = ModelPlan.Of(context.Model);
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }

        var entries = context.GetPlannedEntries(plans) ?? [];
        var save = new SaveContext(
            context, state, context.GetService<SaveTracker>(), context.GetService<SavePipeline>().Stages, entries);
        try
        {
            save.Classify();
            var options = context.GetService<IDbContextOptions>().FindExtension<ValidationOptionsExtension>()?.Options
                ?? ValidationOptions.Default;
            var check = one is null
                ? Changes(save, options)
                : One(save, options, one);
            await check.QueryAsync(async, cancellationToken).ConfigureAwait(false);
            return check.Found.Count == 0
                ? ValidationReport.Valid
                : new ValidationReport([.. check.Found.Select(found => found.Violation)]);
        }
        finally
        {
            save.Revert();
        }
    }

    private static RuleCheck Changes(SaveContext save, ValidationOptions options)
    {
        var check = new RuleCheck(save, options, save.Entries);
        foreach (var (planned, plan) in ValidationSaveStage.Planned(save))
        {
            check.Add(planned, plan, planned.Operation);
        }

        return check;
    }

    private static RuleCheck One(SaveContext save, ValidationOptions options, EntityEntry one)
    {
        // Owned types may have limits of their own.
        var parts = one.State == EntityState.Deleted ? [] : one.GetOwnedParts();
        var check = new RuleCheck(save, options, save.Entries)
        {
            Owners = parts.ToDictionary(part => part.Part.Entity, part => part.Owner, ReferenceEqualityComparer.Instance),
        };
        foreach (var entry in one.State == EntityState.Deleted ? [] : parts.Select(part => part.Part).Prepend(one))
        {
            if (ModelPlan.Of(save.Context.Model).Find(entry.Metadata) is { } entity && entity.Find<RulesPlan>() is { } plan)
            {
                var planned = save.Entries.Find(other => other.Entry.Entity == entry.Entity)
                    ?? new PlannedEntry(entry, entity, replaced: null);
                check.Add(planned, plan, entry.State switch
                {
                    EntityState.Detached => EntityOperation.Create,
                    EntityState.Unchanged => null,
                    _ => planned.Operation,
                });
            }
        }

        return check;
    }
}
