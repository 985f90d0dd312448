using System.Linq.Expressions;
using Integrity.Toolkit;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Compares counters with what they count.
/// </summary>
public static class CountersDbContextExtensions
{
    /// <summary>
    /// Sets every counter that is not what it should be: after an import, or once a night.
    /// </summary>
    /// <remarks>
    /// Reads the rows that differ in batches, and writes each batch in a transaction of its own, or in the one that is open. A
    /// row that somebody else counts meanwhile is looked at again and never overwritten. Query filters apply, to the counters'
    /// rows and to what they count. Tracked entities follow; versions do not move. Saves nothing else.
    /// </remarks>
    /// <typeparam name="TEntity">The entity type with the counter.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="counter">The counter, as declared with <c>HasCounter()</c>.</param>
    /// <param name="count">What it should be, in terms that the database can answer.</param>
    /// <param name="batchSize">How many rows are corrected in one transaction.</param>
    /// <param name="cancellationToken">Cancels what is left; the batches before stay committed.</param>
    /// <returns>What was corrected, and what was left because it is out of bounds.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="counter"/> does not name a property of the entity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The property is no counter, or the database cannot answer the count.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
