using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.SoftDelete.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that permanently delete and restore entities.
/// </summary>
public static class SoftDeleteDbContextExtensions
{
    /// <summary>
    /// Marks an entity for permanent deletion by the next save, together with its cascading dependents.
    /// </summary>
    /// <remarks>Does not save. Entities that are not soft-deletable are removed as with <c>Remove</c>.</remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="entity">The entity.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">No block is enabled for the context.</exception>
    public static void HardDelete<TEntity>(this DbContext context, TEntity entity)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        ContextState.Of(context).Memory<PendingHardDeletes>().HardDelete(context, entity);
    }

    /// <summary>
    /// Restores a deleted entity, together with the rows that were deleted in the same deletion.
    /// </summary>
    /// <remarks>
    /// Loads the rows that were deleted together, with one query per type, and changes them; the caller saves. Rows with an
    /// earlier or later deletion of their own stay deleted. Restoring a live entity has no effect.
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="entity">A tracked deleted entity. Load it with <c>WithDeleted()</c> or <c>OnlyDeleted()</c>.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <returns>The number of entities that the save will restore; 0 if the entity is live.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity is not soft-deletable, or not tracked.</exception>
    /// <exception cref="OperationCanceledException">The loading was canceled.</exception>
    /// <example>
    /// <code>
    /// var ticket = await db.Tickets.OnlyDeleted().SingleAsync(t => t.Id == id);
    /// await db.RestoreAsync(ticket);
    /// await db.SaveChangesAsync();
    /// </code>
    /// </example>
    public static Task<int> RestoreAsync<TEntity>(
        this DbContext context,
        TEntity entity,
        CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        var entry = context.Entry(entity);
        var plan = SoftDeletePlan.Find(entry.Metadata) ?? throw new InvalidOperationException(
            $"{entry.Metadata.ShortName()} is not soft-deletable in this context, so it cannot be restored. Call "
            + "UseSoftDelete() for the context, and implement ISoftDeletable or call HasSoftDelete().");
        if (entry.State is EntityState.Detached or EntityState.Added or EntityState.Deleted)
        {
            throw new InvalidOperationException(
                $"The {entry.Metadata.ShortName()} to restore is not tracked by this context. Query it with OnlyDeleted() "
                + "first.");
        }

        return Restoration.PrepareAsync(entry, plan, cancellationToken);
    }
}
