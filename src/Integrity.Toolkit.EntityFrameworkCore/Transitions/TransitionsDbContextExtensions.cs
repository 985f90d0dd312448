using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Reads transition histories.
/// </summary>
public static class TransitionsDbContextExtensions
{
    /// <summary>
    /// Queries the transition history of all entities of a type.
    /// </summary>
    /// <remarks>Of all entities of the type that declares them: a type derived from it has no history of its own.</remarks>
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

        var entityType = context.Model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException(
            $"{typeof(TEntity).Name} is not an entity type of {context.GetType().Name}.");
        return context.Set<TransitionRecord>(TransitionsPlan.Of(entityType).HistoryName).AsNoTracking();
    }
}
