using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks for one entity type that are defined in a test.</summary>
public sealed class InlineHooksBuilder<TEntity>
    where TEntity : class
{
    internal InlineHooksBuilder()
    {
    }

    internal InlineHooks<TEntity> Hooks { get; } = new();

    public InlineHooksBuilder<TEntity> BeforeSave(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeSave, hook);

    public InlineHooksBuilder<TEntity> BeforeCreate(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeCreate, hook);

    public InlineHooksBuilder<TEntity> BeforeUpdate(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeUpdate, hook);

    public InlineHooksBuilder<TEntity> BeforeDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeDelete, hook);

    public InlineHooksBuilder<TEntity> BeforeSoftDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeSoftDelete, hook);

    public InlineHooksBuilder<TEntity> BeforeRestore(Action<EntityChange<TEntity>> hook) => On(HookPoint.BeforeRestore, hook);

    public InlineHooksBuilder<TEntity> AfterCreate(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterCreate, hook);

    public InlineHooksBuilder<TEntity> AfterUpdate(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterUpdate, hook);

    public InlineHooksBuilder<TEntity> AfterDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterDelete, hook);

    public InlineHooksBuilder<TEntity> AfterSoftDelete(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterSoftDelete, hook);

    public InlineHooksBuilder<TEntity> AfterRestore(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterRestore, hook);

    public InlineHooksBuilder<TEntity> AfterSave(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterSave, hook);

    public InlineHooksBuilder<TEntity> AfterRollback(Action<EntityChange<TEntity>> hook) => On(HookPoint.AfterRollback, hook);

    public InlineHooksBuilder<TEntity> AfterCommit(Action<CommittedChange<TEntity>> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);

        Hooks.OnCommit(hook);
        return this;
    }

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
