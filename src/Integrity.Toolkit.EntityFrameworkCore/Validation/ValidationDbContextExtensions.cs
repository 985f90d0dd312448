using Integrity.Toolkit.Infrastructure;
using Integrity.Toolkit.Infrastructure.Model;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Runs the rules without saving.
/// </summary>
public static class ValidationDbContextExtensions
{
    /// <summary>
    /// Runs the rules of an entity, also those that the database answers, and tells what they find.
    /// </summary>
    /// <remarks>
    /// An entity that is changed is held against the rules as a save would; one that is unchanged against all of them; one that
    /// is not tracked as if it were added. Nothing is written, logged or counted, whatever the mode.
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="entity">The entity, of a type of the context's model.</param>
    /// <returns>The report; valid for a type without rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context has no block switched on, the entity is of none of its types, or a rule asks for roles that nobody knows.
    /// </exception>
    public static ValidationReport Validate(this DbContext context, object entity)
        => Synchronous.End(ValidateAsync(context, Of(context, entity), async: false, default));

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
    /// Runs the rules of everything that the next save would write, and tells what they find.
    /// </summary>
    /// <remarks>Nothing is written, logged or counted, whatever the mode. Hooks are not called.</remarks>
    /// <param name="context">The context.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context has no block switched on, or a rule asks for roles that nobody knows.
    /// </exception>
    public static ValidationReport ValidateChanges(this DbContext context)
        => Synchronous.End(ValidateAsync(context, one: null, async: false, default));

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

        var session = new SaveSession(context, state, [], ChangedEntries.Planned(context, plans) ?? []);
        var options = context.GetService<IDbContextOptions>().FindExtension<ValidationOptionsExtension>()?.Options
            ?? ValidationOptions.Default;
        var check = new RuleCheck(session, options);
        foreach (var (planned, plan) in one is null ? ValidationSaveStage.Planned(session) : One(session, plans, one))
        {
            RuleCheck.DemandRoles(session, planned, plan);
            check.Add(planned, plan, OperationOf(planned.Entry, isAsked: one is not null));
        }

        await check.AskAsync(async, cancellationToken).ConfigureAwait(false);
        return check.Found.Count == 0 ? ValidationReport.Valid : new ValidationReport([.. check.Found.Select(found => found.Refusal)]);
    }

    private static IEnumerable<(PlannedEntry Planned, RulesPlan Plan)> One(SaveSession session, ModelPlan plans, EntityEntry entry)
    {
        if (plans.Find(entry.Metadata) is { } entity && entity.Find<RulesPlan>() is { } plan)
        {
            var planned = session.Entries.Find(other => other.Entry.Entity == entry.Entity);
            yield return (planned ?? new PlannedEntry(entry, entity, replaced: null), plan);
        }
    }

    private static EntityOperation? OperationOf(EntityEntry entry, bool isAsked) => entry.State switch
    {
        EntityState.Added or EntityState.Detached => EntityOperation.Create,
        EntityState.Unchanged when isAsked => null,
        _ => EntityOperation.Update,
    };
}
