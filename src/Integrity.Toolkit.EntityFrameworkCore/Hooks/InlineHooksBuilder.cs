using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Writes the hooks of one entity type in the place where it is configured. For asynchronous work derive from
/// <see cref="EntityHooks{TEntity}"/>.
/// </summary>
/// <typeparam name="TEntity">The entity type.</typeparam>
public sealed class InlineHooksBuilder<TEntity>
    where TEntity : class
{
    internal InlineHooksBuilder()
    {
    }

    internal InlineHooks<TEntity> Hooks { get; } = new();

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeSave"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeSave(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeSave, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeCreate"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeCreate(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeCreate, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeUpdate"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeUpdate(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeUpdate, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeDelete"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeDelete, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeSoftDelete"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeSoftDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeSoftDelete, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.BeforeRestore"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> BeforeRestore(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeRestore, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterCreate"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterCreate(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterCreate, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterUpdate"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterUpdate(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterUpdate, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterDelete"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterDelete, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterSoftDelete"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterSoftDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterSoftDelete, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterRestore"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterRestore(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterRestore, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterSave"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterSave(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterSave, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterRollback"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterRollback(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterRollback, hook);

    /// <inheritdoc cref="EntityHooks{TEntity}.AfterCommit"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> AfterCommit(Action<CommittedChange<TEntity>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);

        Hooks.OnCommit(hook);
        return this;
    }

    /// <inheritdoc cref="EntityHooks{TEntity}.SaveFailed"/>
    /// <param name="hook">The hook.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is <see langword="null"/>.</exception>
    public InlineHooksBuilder<TEntity> SaveFailed(Action<EntityChange<TEntity>, SaveFailure> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);

        Hooks.OnFailed(hook);
        return this;
    }

    private InlineHooksBuilder<TEntity> On(HookPoint point, Action<EntityChange<TEntity>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);

        Hooks.On(point, hook);
        return this;
    }
}
