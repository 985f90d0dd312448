using Integrity.Toolkit.Update;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that permit a set-based statement to bypass the blocks.
/// </summary>
public static class IntegrityQueryableExtensions
{
    /// <summary>
    /// Permits <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> to bypass the blocks of the type that they write to.
    /// </summary>
    /// <remarks>
    /// Logged once for each query shape, when it is compiled. Query filters still apply.
    /// </remarks>
    /// <typeparam name="TEntity">The type of the query's elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <returns>The query that bypasses the blocks.</returns>
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
