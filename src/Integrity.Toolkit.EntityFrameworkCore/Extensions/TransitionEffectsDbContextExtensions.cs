using Integrity.Toolkit;
using Integrity.Toolkit.Transitions.Effects.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Reads and corrects what moves along with a status.
/// </summary>
public static class TransitionEffectsDbContextExtensions
{
    /// <summary>
    /// Queries the entities whose deadline is over, by the clock of the context.
    /// </summary>
    /// <remarks>
    /// Those in a state that has a deadline, and of several deadlines any. The clock is read when this is called. Query
    /// filters apply; more conditions can be added.
    /// </remarks>
    /// <typeparam name="TEntity">An entity type with <c>HasTransitions(...).WithDeadline(...)</c>.</typeparam>
    /// <param name="context">The context.</param>
    /// <returns>The query, in no order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The type is not in the model, or declares no deadline, or its deadline is a <see cref="DateTimeOffset"/> without a value converter
    /// on SQLite, where EF Core cannot compare it.
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
    /// Sets every counter that is not the number of rows it should count: before the first save on rows that were there
    /// already, after an import, or once a night.
    /// </summary>
    /// <remarks>
    /// Reads the rows that differ in batches, and writes each batch in a transaction of its own, or in the one that is open. A
    /// row that somebody else counts meanwhile is looked at again and never overwritten. Query filters are ignored: what
    /// they hide counts, but rows that are soft-deleted. Tracked entities follow; versions do not move. Saves nothing else.
    /// </remarks>
    /// <typeparam name="TEntity">An entity type with <c>HasTransitions(...).WithCounter(...)</c>.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="batchSize">How many rows are corrected in one transaction.</param>
    /// <param name="cancellationToken">Cancels what is left; the batches before stay committed.</param>
    /// <returns>What was corrected, and what was left because it is out of bounds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The type is not in the model, or counts nothing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
