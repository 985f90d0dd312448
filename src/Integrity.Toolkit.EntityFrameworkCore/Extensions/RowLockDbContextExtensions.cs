using Integrity.Toolkit;
using Integrity.Toolkit.Constraints.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Locks rows.
/// </summary>
public static class RowLockDbContextExtensions
{
    /// <summary>
    /// Locks the row of an entity until the transaction ends: nobody else can change, delete or lock it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// On PostgreSQL by <c>SELECT ... FOR UPDATE</c>. SQLite has one lock for the whole database: EF Core's transactions take it
    /// when they begin, and a transaction that was begun as a deferred one takes it now.
    /// </para>
    /// <para>
    /// The entity may have been loaded before somebody else changed the row: ask for it to be reloaded, or load it after it is
    /// locked.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context, in a transaction.</param>
    /// <param name="entity">An entity that the context tracks; attach one with its key to lock a row without loading it.</param>
    /// <param name="nowait">
    /// Fails at once where somebody else has the row, instead of waiting: with an exception of the database, which is a
    /// <see cref="DatabaseErrorKind.LockTimeout"/>. On SQLite the waiting is done when the transaction begins.
    /// </param>
    /// <param name="reload">Reloads the entity from the locked row; what was changed in it and not saved is lost.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the row is locked.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no transaction, or the entity is new or not tracked.</exception>
    /// <exception cref="NotSupportedException">The toolkit does not know how the database locks rows.</exception>
    /// <exception cref="IntegrityConflictException">The row is gone.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    /// <example>
    /// <code>
    /// await using var transaction = await db.Database.BeginTransactionAsync();
    /// await db.LockAsync(engineer, reload: true);
    /// engineer.Rota = Next(engineer.Rota);
    /// await db.SaveChangesAsync();
    /// await transaction.CommitAsync();
    /// </code>
    /// </example>
    public static Task LockAsync<TEntity>(
        this DbContext context,
        TEntity entity,
        bool nowait = false,
        bool reload = false,
        CancellationToken cancellationToken = default)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entity);

        return RowLock.TakeAsync(context.Entry(entity), nowait, reload, cancellationToken);
    }
}
