using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.SoftDelete.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Deletes for good, and brings back.
/// </summary>
public static class SoftDeleteDbContextExtensions
{
    /// <summary>
    /// Removes an entity so that the next save deletes its row for good, together with what depends on it by cascade.
    /// </summary>
    /// <remarks>Does not save. Entities that are not soft-deletable are removed as by <c>Remove</c>.</remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="entity">The entity.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no block switched on.</exception>
    public static void HardDelete<TEntity>(this DbContext context, TEntity entity)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        ContextState.Of(context).Memory<PendingHardDeletes>().HardDelete(context, entity);
    }

    /// <summary>
    /// Makes a deleted entity live again, together with the rows that were deleted by the same removal.
    /// </summary>
    /// <remarks>
    /// Loads the rows that went together, one query per type, and changes them; the caller saves. Rows that were deleted
    /// on their own before, or since, stay deleted. Restoring a live entity does nothing.
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="entity">A deleted entity that the context tracks: load it <c>WithDeleted()</c> or <c>OnlyDeleted()</c>.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    /// <returns>How many entities will be live again after the save: 0 when the entity was live.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity is not soft-deletable, or not tracked.</exception>
    /// <exception cref="OperationCanceledException">The loading was cancelled.</exception>
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
            $"{entry.Metadata.ShortName()} is not soft-deletable in this context, so there is nothing to restore. Call "
            + "UseSoftDelete() for the context, and mark or declare the entity.");
        if (entry.State is EntityState.Detached or EntityState.Added or EntityState.Deleted)
        {
            throw new InvalidOperationException(
                $"The {entry.Metadata.ShortName()} to restore is not loaded in this context. Query it with OnlyDeleted() first.");
        }

        return Restoration.PrepareAsync(entry, plan, cancellationToken);
    }
}
