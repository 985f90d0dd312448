using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Runs code of the application around the saves of an entity type. Override what is needed: only that is called.
/// </summary>
/// <remarks>
/// <para>
/// One instance serves one save. It is made with the services of the scope that the context belongs to, unless it is
/// registered there itself. <typeparamref name="TEntity"/> may be an interface or a base type. What an entity owns is part of
/// it: a change of nothing else is an update of the owner, and an owned type has no hooks of its own.
/// </para>
/// <para>
/// Before-hooks may change, add and remove entities; what they add or change is part of the same save and has its own hooks
/// called, each entity, operation and hook once. They run again when a failed save is repeated; what they added or removed is
/// taken back by then, values they set on an entity are not. They must not save with the same context themselves; hooks that run
/// after the save and after the commit may. A change of a soft-deletable entity that is removed is a soft delete:
/// neither an update nor a delete.
/// </para>
/// <para>
/// An asynchronous save calls <c>...Async</c>, which calls its namesake unless it is overridden. A synchronous save that comes
/// upon a hook with only <c>...Async</c> is refused before any hook runs.
/// </para>
/// </remarks>
/// <typeparam name="TEntity">The entity type, or an interface or base type of several.</typeparam>
/// <example>
/// <code>
/// public sealed class TicketHooks(INotifier notifier) : EntityHooks&lt;Ticket&gt;
/// {
///     [WhenChanged(nameof(Ticket.Status))]
///     public override void BeforeUpdate(EntityChange&lt;Ticket&gt; change) => change.Entity.LastActivity = change.Now;
///
///     public override ValueTask AfterCommitAsync(CommittedChange&lt;Ticket&gt; change) => notifier.SendAsync(change.Key);
/// }
/// </code>
/// </example>
public abstract class EntityHooks<TEntity> : EntityHooks
    where TEntity : class
{
    /// <summary>Called before each kind of change, and before the hooks of that kind.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeSave(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeSave"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeSaveAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeSave(change);
        return default;
    }

    /// <summary>Called before a new row is saved.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeCreate(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeCreate"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeCreateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeCreate(change);
        return default;
    }

    /// <summary>Called before a changed row is saved.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeUpdate(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeUpdate"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeUpdateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeUpdate(change);
        return default;
    }

    /// <summary>Called before a row that is physically removed is saved.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeDelete(change);
        return default;
    }

    /// <summary>Called before a row that is marked deleted and kept is saved.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeSoftDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeSoftDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeSoftDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeSoftDelete(change);
        return default;
    }

    /// <summary>Called before a row that was marked deleted and is live again is saved.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeRestore(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeRestore"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask BeforeRestoreAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeRestore(change);
        return default;
    }

    /// <summary>Called after a new row is saved; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterCreate(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterCreate"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterCreateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterCreate(change);
        return default;
    }

    /// <summary>Called after a changed row is saved; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterUpdate(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterUpdate"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterUpdateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterUpdate(change);
        return default;
    }

    /// <summary>Called after a row that is physically removed is saved; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterDelete(change);
        return default;
    }

    /// <summary>Called after a row that is marked deleted and kept is saved; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterSoftDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterSoftDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterSoftDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterSoftDelete(change);
        return default;
    }

    /// <summary>Called after a row that was marked deleted and is live again is saved; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterRestore(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterRestore"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterRestoreAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterRestore(change);
        return default;
    }

    /// <summary>Called after each kind of change, and after the hooks of that kind.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterSave(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterSave"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that ends when the hook is done.</returns>
    public virtual ValueTask AfterSaveAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterSave(change);
        return default;
    }

    /// <summary>
    /// Called once the transaction is committed, whoever commits it: once for each entity, with all its saves in it together.
    /// </summary>
    /// <remarks>What it throws is logged and does not reach the caller, whose data is committed.</remarks>
    /// <param name="change">What was committed.</param>
    public virtual void AfterCommit(CommittedChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterCommit"/>
    /// <param name="change">What was committed.</param>
    /// <returns>A task that ends when the hook is done. Nothing cancels it: the data is committed.</returns>
    public virtual ValueTask AfterCommitAsync(CommittedChange<TEntity> change)
    {
        AfterCommit(change);
        return default;
    }

    /// <summary>Called once for each save whose transaction, or part of it, is rolled back.</summary>
    /// <remarks>What it throws is logged. A rollback can be a mere disposal, so that it cannot be waited for.</remarks>
    /// <param name="change">The change that was taken back.</param>
    public virtual void AfterRollback(EntityChange<TEntity> change)
    {
    }

    /// <summary>Called once for each save that comes to nothing, after the tracked entities are as they were before it.</summary>
    /// <remarks>
    /// What it throws is logged; the caller gets the failure itself. EF Core tells of a conflict where nothing can be waited
    /// for. The same context must not save there: it would save the same again.
    /// </remarks>
    /// <param name="change">The change that was not made.</param>
    /// <param name="failure">Why not.</param>
    public virtual void SaveFailed(EntityChange<TEntity> change, SaveFailure failure)
    {
    }

    internal sealed override void Run(HookPoint point, HookChange change)
        => HookDispatcher.Run(this, point, new EntityChange<TEntity>(change));

    internal sealed override ValueTask RunAsync(HookPoint point, HookChange change, CancellationToken cancellationToken)
        => HookDispatcher.RunAsync(this, point, new EntityChange<TEntity>(change), cancellationToken);

    internal sealed override void Committed(CommittedHookChange change) => AfterCommit(new CommittedChange<TEntity>(change));

    internal sealed override ValueTask CommittedAsync(CommittedHookChange change)
        => AfterCommitAsync(new CommittedChange<TEntity>(change));

    internal sealed override void Failed(HookChange change, SaveFailure failure)
        => SaveFailed(new EntityChange<TEntity>(change), failure);
}
