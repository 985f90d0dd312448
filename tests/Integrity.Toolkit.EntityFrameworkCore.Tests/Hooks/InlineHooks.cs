using System.Collections.Frozen;
using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Hooks.Internal;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Hooks that are defined in a test, described as if the class overrode only those.</summary>
internal sealed class InlineHooks<TEntity> : EntityHooks<TEntity>
    where TEntity : class
{
    private readonly Dictionary<HookPoint, Action<EntityChange<TEntity>>> _hooks = [];
    private Action<CommittedChange<TEntity>>? _committed;
    private Action<EntityChange<TEntity>, SaveFailure>? _failed;

    public void On(HookPoint point, Action<EntityChange<TEntity>> hook)
        => _hooks[point] = (_hooks.TryGetValue(point, out var present) ? present : null) + hook;

    public void OnCommit(Action<CommittedChange<TEntity>> hook) => _committed += hook;

    public void OnFailed(Action<EntityChange<TEntity>, SaveFailure> hook) => _failed += hook;

    public HookDescriptor Describe()
    {
        IEnumerable<HookPoint> points = [
            .. _hooks.Keys,
            .. _committed is null ? (HookPoint[])[] : [HookPoint.AfterCommit],
            .. _failed is null ? (HookPoint[])[] : [HookPoint.SaveFailed],
        ];
        return new HookDescriptor
        {
            Name = $"hooks of {typeof(TEntity).Name}",
            Type = GetType(),
            Target = typeof(TEntity),
            Create = (_, _) => this,
            Methods = points.ToFrozenDictionary(
                point => point, point => new HookMethod(point, IsAsyncOnly: false, [])),
        };
    }

    public override void BeforeSave(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeSave](change);

    public override void BeforeCreate(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeCreate](change);

    public override void BeforeUpdate(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeUpdate](change);

    public override void BeforeDelete(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeDelete](change);

    public override void BeforeSoftDelete(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeSoftDelete](change);

    public override void BeforeRestore(EntityChange<TEntity> change) => _hooks[HookPoint.BeforeRestore](change);

    public override void AfterCreate(EntityChange<TEntity> change) => _hooks[HookPoint.AfterCreate](change);

    public override void AfterUpdate(EntityChange<TEntity> change) => _hooks[HookPoint.AfterUpdate](change);

    public override void AfterDelete(EntityChange<TEntity> change) => _hooks[HookPoint.AfterDelete](change);

    public override void AfterSoftDelete(EntityChange<TEntity> change) => _hooks[HookPoint.AfterSoftDelete](change);

    public override void AfterRestore(EntityChange<TEntity> change) => _hooks[HookPoint.AfterRestore](change);

    public override void AfterSave(EntityChange<TEntity> change) => _hooks[HookPoint.AfterSave](change);

    public override void AfterRollback(EntityChange<TEntity> change) => _hooks[HookPoint.AfterRollback](change);

    public override void AfterCommit(CommittedChange<TEntity> change) => _committed!(change);

    public override void SaveFailed(EntityChange<TEntity> change, SaveFailure failure) => _failed!(change, failure);
}
