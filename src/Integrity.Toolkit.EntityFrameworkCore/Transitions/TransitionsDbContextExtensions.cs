using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Reads transition histories.
/// </summary>
public static class TransitionsDbContextExtensions
{
    /// <summary>
    /// Queries the transition history of all entities of a type.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Of all entities of the type that declares them, deleted ones too: a type derived from it has no history of its own.
    /// </para>
    /// <para>
    /// Where the type has a query filter, such as a tenant's, only of entities that pass it; <c>IgnoreQueryFilters()</c> on the
    /// query asks for the others. What such a query is joined with then shows its deleted rows too: EF Core cannot ignore a filter
    /// for a part.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The query, in no order; its rows are not tracked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <example>
    /// What really happens, as a table to start from:
    /// <code>
    /// var learner = new TransitionLearner&lt;string&gt;();
    /// foreach (var row in db.TransitionsOf&lt;Ticket&gt;())
    /// {
    ///     if (row.FromState is null) learner.Begin(row.ToState);
    ///     else learner.Observe(row.FromState, row.ToState);
    /// }
    /// </code>
    /// </example>
    public static IQueryable<TransitionRecord> TransitionsOf<TEntity>(this DbContext context)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return HistoryQuery.Visible(context, PlanOf<TEntity>(context));
    }

    /// <summary>
    /// Checks whether the stored histories of a type fit together, and fit its entities. Changes nothing.
    /// </summary>
    /// <remarks>
    /// Of all entities, whatever the query filters: deleted ones and those of other tenants too. The database answers with what
    /// is broken only. While others write, what they are about to finish may be reported; ask again before you act on it.
    /// </remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="mostBreaks">How many breaks are listed at most.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>What is broken, and how much there is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostBreaks"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example>
    /// <code>
    /// var report = await db.CheckHistoryAsync&lt;Ticket&gt;();
    /// foreach (var found in report.Breaks)
    /// {
    ///     Console.WriteLine($"{found.Kind} at {string.Join(',', found.Key)}, row {found.Sequence}");
    /// }
    /// </code>
    /// </example>
    public static Task<HistoryReport> CheckHistoryAsync<TEntity>(
        this DbContext context, int mostBreaks = 1000, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBreaks, 1);

        return HistoryOwners.Of(PlanOf<TEntity>(context))
            .CheckAsync(context, PlanOf<TEntity>(context), mostBreaks, cancellationToken);
    }

    /// <summary>
    /// Answers questions about the transition history of the entity with a key, which need not be loaded, nor be there any more.
    /// </summary>
    /// <remarks>Query filters apply as in <see cref="TransitionsOf{TEntity}(DbContext)"/>.</remarks>
    /// <typeparam name="TEntity">The type that declares transitions.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="key">The values of the primary key, in its order.</param>
    /// <returns>The history.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The values do not fit the primary key.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or declares no transitions.</exception>
    /// <example>
    /// <code>
    /// var times = await db.HistoryOf&lt;Ticket&gt;(17).TimeInStateAsync&lt;TicketStatus&gt;();
    /// </code>
    /// </example>
    public static EntityHistory HistoryOf<TEntity>(this DbContext context, params object[] key)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(key);

        var plan = PlanOf<TEntity>(context);
        var properties = plan.EntityType.FindPrimaryKey()!.Properties;
        if (properties.Count != key.Length || properties.Where((property, i) => !property.ClrType.IsInstanceOfType(key[i])).Any())
        {
            throw new ArgumentException(
                $"The primary key of {plan.EntityType.ShortName()} is "
                + $"{string.Join(", ", properties.Select(property => $"{property.Name} ({property.ClrType.ShortDisplayName()})"))}, "
                + "which the values given do not fit.",
                nameof(key));
        }

        return new EntityHistory(context, plan, key);
    }

    private static TransitionsPlan PlanOf<TEntity>(DbContext context)
        where TEntity : class
        => TransitionsPlan.Of(context.Model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException(
            $"{typeof(TEntity).Name} is not an entity type of {context.GetType().Name}."));
}
