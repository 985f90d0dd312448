using Integrity.Toolkit.Infrastructure;
using Integrity.Toolkit.Infrastructure.Model;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

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

        var entries = ChangedEntries.Planned(context, plans) ?? [];
        var session = new SaveSession(context, state, context.GetService<SavePipeline>().Stages, entries);
        try
        {
            session.Classify();
            var options = context.GetService<IDbContextOptions>().FindExtension<ValidationOptionsExtension>()?.Options
                ?? ValidationOptions.Default;
            var check = new RuleCheck(session, options, entries);
            foreach (var (planned, plan) in one is null ? ValidationSaveStage.Planned(session) : One(session, plans, one))
            {
                check.Add(planned, plan, OperationOf(planned, isAsked: one is not null));
            }

            await check.AskAsync(async, cancellationToken).ConfigureAwait(false);
            return check.Found.Count == 0
                ? ValidationReport.Valid
                : new ValidationReport([.. check.Found.Select(found => found.Refusal)]);
        }
        finally
        {
            session.Revert();
        }
    }

    private static IEnumerable<(PlannedEntry Planned, RulesPlan Plan)> One(SaveSession session, ModelPlan plans, EntityEntry entry)
    {
        if (entry.State == EntityState.Deleted)
        {
            yield break;
        }

        // What is owned may have limits of its own.
        foreach (var part in Parts(entry).Prepend(entry))
        {
            if (plans.Find(part.Metadata) is { } entity && entity.Find<RulesPlan>() is { } plan)
            {
                var planned = session.Entries.Find(other => other.Entry.Entity == part.Entity);
                yield return (planned ?? new PlannedEntry(part, entity, replaced: null), plan);
            }
        }
    }

    private static IEnumerable<EntityEntry> Parts(EntityEntry owner)
        => owner.Navigations
            .Where(navigation => navigation.Metadata.TargetEntityType.IsOwned() && navigation.Metadata is INavigation { IsOnDependent: false })
            .SelectMany(navigation => navigation is CollectionEntry collection
                ? collection.CurrentValue?.Cast<object>().Select(collection.FindEntry) ?? []
                : [((ReferenceEntry)navigation).TargetEntry])
            .OfType<EntityEntry>()
            .SelectMany(part => Parts(part).Prepend(part));

    private static EntityOperation? OperationOf(PlannedEntry planned, bool isAsked) => planned.Entry.State switch
    {
        EntityState.Added or EntityState.Detached => EntityOperation.Create,
        EntityState.Unchanged when isAsked => null,
        _ => planned.Operation,
    };
}
