using Integrity.Toolkit;
using Integrity.Toolkit.Constraints.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Locks rows.
/// </summary>
public static class RowLockDbContextExtensions
{
    /// <summary>
    /// Locks the row of an entity until the transaction ends. Other transactions cannot change, delete or lock it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// On PostgreSQL, executes <c>SELECT ... FOR UPDATE</c>. SQLite has one lock for the whole database: EF Core's
    /// transactions acquire it when they begin, and a deferred transaction acquires it now.
    /// </para>
    /// <para>
    /// The row may have changed after the entity was loaded. Pass <paramref name="reload"/>, or load the entity after locking
    /// the row.
    /// </para>
    /// </remarks>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    /// <param name="context">The context, in a transaction.</param>
    /// <param name="entity">A tracked entity. To lock a row without loading it, attach an entity with its key.</param>
    /// <param name="nowait">
    /// Whether to fail immediately, instead of waiting, if another transaction has locked the row. The exception of the
    /// database is then a <see cref="DatabaseErrorKind.LockTimeout"/>. On SQLite, the wait occurs when the transaction
    /// begins.
    /// </param>
    /// <param name="reload">Whether to reload the entity from the locked row. Unsaved changes of the entity are lost.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the row is locked.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no transaction, or the entity is new or not tracked.</exception>
    /// <exception cref="NotSupportedException">Row locks are not supported for the database provider.</exception>
    /// <exception cref="IntegrityConflictException">The row no longer exists.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
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
