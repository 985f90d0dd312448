using System.Linq.Expressions;
using Integrity.Toolkit;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Reconciles counters with the data that they count.
/// </summary>
public static class CountersDbContextExtensions
{
    /// <summary>
    /// Corrects every counter that differs from its expected value, for example after an import or nightly.
    /// </summary>
    /// <remarks>
    /// Reads the rows that differ in batches, and writes each batch in its own transaction, or in the current one. A row that
    /// is changed concurrently is read again and never overwritten. Query filters apply to the rows with the counters and to
    /// the rows that are counted. Tracked entities are updated; versions do not change. No other changes are saved.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type with the counter.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="count">The expected value, as an expression that the database can evaluate.</param>
    /// <param name="batchSize">The number of rows that are corrected in one transaction.</param>
    /// <param name="cancellationToken">Cancels the remaining batches; completed batches stay committed.</param>
    /// <returns>The corrected rows, and the rows that were skipped because their count is out of bounds.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="counter"/> does not name a property of the entity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The property is not a counter, or the database cannot evaluate the count.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    /// <example>
    /// <code>
    /// var report = await db.ReconcileCounterAsync&lt;Engineer&gt;(x => x.Workload, x => x.Reviews.Count(r => r.IsActive));
    /// </code>
    /// </example>
    public static Task<CounterReconciliation> ReconcileCounterAsync<TEntity>(
        this DbContext context,
        Expression<Func<TEntity, long>> counter,
        Expression<Func<TEntity, long>> count,
        int batchSize = 500,
        CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        var property = counter.GetMemberName();
        var entityType = context.Model.FindEntityType(typeof(TEntity));
        var declared = entityType.GetDeclaredCounter(typeof(TEntity).Name, property);

        return new CounterReconciler<TEntity>(context, entityType!, declared, count, batchSize).RunAsync(cancellationToken);
    }
}
