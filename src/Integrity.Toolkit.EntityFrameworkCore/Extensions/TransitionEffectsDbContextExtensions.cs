using Integrity.Toolkit;
using Integrity.Toolkit.Transitions.Effects.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Queries deadlines, and reconciles counters of status changes.
/// </summary>
public static class TransitionEffectsDbContextExtensions
{
    /// <summary>
    /// Returns a query of the entities whose deadline has passed.
    /// </summary>
    /// <remarks>
    /// The query includes entities in a state with a deadline; if a type has several deadlines, at least one has passed. The
    /// clock of the context is read when this method is called. Query filters apply, and more conditions can be added.
    /// </remarks>
    /// <typeparam name="TEntity">An entity type with <c>HasTransitions(...).WithDeadline(...)</c>.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The query without order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The type is not in the model, or declares no deadline, or its deadline is a <see cref="DateTimeOffset"/> without a value
    /// converter on SQLite, where EF Core cannot compare it.
    /// </exception>
    /// <example>
    /// <code>
    /// var late = await db.Overdue&lt;Ticket&gt;().Where(x => x.AssigneeId == id).OrderBy(x => x.DueAt).ToListAsync();
    /// </code>
    /// </example>
    public static IQueryable<TEntity> Overdue<TEntity>(this DbContext context)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);

        return OverdueQuery.Of<TEntity>(context);
    }

    /// <summary>
    /// Corrects every counter that differs from the number of rows that it counts.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Call it before the first save if rows already exist, after an import, or as a nightly job.
    /// </para>
    /// <para>
    /// The differing rows are read in batches, and each batch is written in a transaction of its own, or in the current
    /// transaction. A row that another writer counts meanwhile is read again and never overwritten. Query filters are ignored:
    /// hidden rows count, except soft-deleted ones. Tracked entities are updated; their versions do not change. Nothing else is
    /// saved.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">An entity type with <c>HasTransitions(...).WithCounter(...)</c>.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="batchSize">The number of rows that are corrected in one transaction. The default is 500.</param>
    /// <param name="cancellationToken">Cancels the remaining batches; completed batches stay committed.</param>
    /// <returns>The corrected counters, and those that were not corrected because they are out of bounds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The type is not in the model, or declares no transitions or no counters.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// var report = await db.ReconcileCountersAsync&lt;Ticket&gt;();
    /// </code>
    /// </example>
    public static Task<CounterReconciliation> ReconcileCountersAsync<TEntity>(
        this DbContext context, int batchSize = 500, CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        return CountReconciler.RunAsync<TEntity>(context, batchSize, cancellationToken);
    }
}
