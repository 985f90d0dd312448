using Integrity.Toolkit.Update;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Lets a set-based statement pass, where that is meant.
/// </summary>
public static class IntegrityQueryableExtensions
{
    /// <summary>
    /// Lets <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> go past the blocks of the type they write to.
    /// </summary>
    /// <remarks>
    /// Logged once for each shape of query, when it is compiled. Query filters still apply.
    /// </remarks>
    /// <typeparam name="TEntity">The type of the query's elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <returns>The query, marked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// await db.Tickets.Where(t => t.ImportId == id).BypassIntegrity().ExecuteDeleteAsync();
    /// </code>
    /// </example>
    public static IQueryable<TEntity> BypassIntegrity<TEntity>(this IQueryable<TEntity> source)
    {
        ArgumentNullException.ThrowIfNull(source);

        return source.TagWith(SetBasedTargets.BypassTag);
    }
}
