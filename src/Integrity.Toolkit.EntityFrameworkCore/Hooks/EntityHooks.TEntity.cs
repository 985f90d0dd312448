using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Runs application code before and after the saves of an entity type. Override the required methods; the others are not called.
/// </summary>
/// <remarks>
/// <para>
/// Each save uses its own instance. It is created with the services of the context's scope, unless it is registered in the scope
/// itself. <typeparamref name="TEntity"/> may be an interface or a base type. Owned objects are part of their owner: a change of
/// only an owned object is an update of the owner, and an owned type has no hooks of its own.
/// </para>
/// <para>
/// Hooks before a save may change, add and remove entities. Their changes are part of the same save and run hooks too, each
/// hook once per entity and operation. They run again if a failed save is repeated: entities that they added or removed are
/// reverted by then, but values that they set are not. They must not save with the same context; hooks after the save and after
/// the commit may. The removal of a soft-deletable entity is a soft delete: neither an update nor a delete.
/// </para>
/// <para>
/// An asynchronous save calls <c>...Async</c>, which calls the synchronous method unless it is overridden. A synchronous save
/// that involves a hook with only <c>...Async</c> throws before any hook runs.
/// </para>
/// </remarks>
/// <typeparam name="TEntity">The entity type, or an interface or base type of several entity types.</typeparam>
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
    /// <summary>Called before every change, and before the hooks of its operation.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeSave(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeSave"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
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
    /// <returns>A task that completes when the hook has run.</returns>
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
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask BeforeUpdateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeUpdate(change);
        return default;
    }

    /// <summary>Called before a row is permanently deleted.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask BeforeDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeDelete(change);
        return default;
    }

    /// <summary>Called before a row is marked as deleted and kept.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeSoftDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeSoftDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask BeforeSoftDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        BeforeSoftDelete(change);
        return default;
    }

    /// <summary>Called before a row that was marked as deleted is restored.</summary>
    /// <param name="change">The change.</param>
    public virtual void BeforeRestore(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="BeforeRestore"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
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
    /// <returns>A task that completes when the hook has run.</returns>
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
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask AfterUpdateAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterUpdate(change);
        return default;
    }

    /// <summary>Called after a row is permanently deleted; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask AfterDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterDelete(change);
        return default;
    }

    /// <summary>Called after a row is marked as deleted and kept; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterSoftDelete(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterSoftDelete"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask AfterSoftDeleteAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterSoftDelete(change);
        return default;
    }

    /// <summary>Called after a row that was marked as deleted is restored; its transaction may still be open.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterRestore(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterRestore"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask AfterRestoreAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterRestore(change);
        return default;
    }

    /// <summary>Called after every change, and after the hooks of its operation.</summary>
    /// <param name="change">The change.</param>
    public virtual void AfterSave(EntityChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterSave"/>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    /// <returns>A task that completes when the hook has run.</returns>
    public virtual ValueTask AfterSaveAsync(EntityChange<TEntity> change, CancellationToken cancellationToken)
    {
        AfterSave(change);
        return default;
    }

    /// <summary>
    /// Called after the transaction is committed by any code: once per entity, with all its saves in the transaction.
    /// </summary>
    /// <remarks>Exceptions are logged and do not reach the caller, because the data is committed.</remarks>
    /// <param name="change">The committed change.</param>
    public virtual void AfterCommit(CommittedChange<TEntity> change)
    {
    }

    /// <inheritdoc cref="AfterCommit"/>
    /// <param name="change">The committed change.</param>
    /// <returns>A task that completes when the hook has run. It is not canceled, because the data is committed.</returns>
    public virtual ValueTask AfterCommitAsync(CommittedChange<TEntity> change)
    {
        AfterCommit(change);
        return default;
    }

    /// <summary>Called once for each save whose transaction, or part of it, is rolled back.</summary>
    /// <remarks>Exceptions are logged. Synchronous only, because disposing a transaction also rolls it back.</remarks>
    /// <param name="change">The change that was rolled back.</param>
    public virtual void AfterRollback(EntityChange<TEntity> change)
    {
    }

    /// <summary>Called once for each save that fails, after the tracked entities are restored to their state before it.</summary>
    /// <remarks>
    /// Exceptions are logged; the caller receives the failure itself. Synchronous only, because EF Core reports a conflict
    /// synchronously. Do not save with the same context here: it would save the same changes again.
    /// </remarks>
    /// <param name="change">The change that was not saved.</param>
    /// <param name="failure">The reason of the failure.</param>
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
