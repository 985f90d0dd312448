namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the method of a hook point.</summary>
internal static class HookDispatcher
{
    public static void Run<TEntity>(EntityHooks<TEntity> hooks, HookPoint point, EntityChange<TEntity> change)
        where TEntity : class
    {
        switch (point)
        {
            case HookPoint.BeforeSave:
                hooks.BeforeSave(change);
                break;
            case HookPoint.BeforeCreate:
                hooks.BeforeCreate(change);
                break;
            case HookPoint.BeforeUpdate:
                hooks.BeforeUpdate(change);
                break;
            case HookPoint.BeforeDelete:
                hooks.BeforeDelete(change);
                break;
            case HookPoint.BeforeSoftDelete:
                hooks.BeforeSoftDelete(change);
                break;
            case HookPoint.BeforeRestore:
                hooks.BeforeRestore(change);
                break;
            case HookPoint.AfterCreate:
                hooks.AfterCreate(change);
                break;
            case HookPoint.AfterUpdate:
                hooks.AfterUpdate(change);
                break;
            case HookPoint.AfterDelete:
                hooks.AfterDelete(change);
                break;
            case HookPoint.AfterSoftDelete:
                hooks.AfterSoftDelete(change);
                break;
            case HookPoint.AfterRestore:
                hooks.AfterRestore(change);
                break;
            case HookPoint.AfterSave:
                hooks.AfterSave(change);
                break;
            case HookPoint.AfterRollback:
                hooks.AfterRollback(change);
                break;
        }
    }

    public static ValueTask RunAsync<TEntity>(
        EntityHooks<TEntity> hooks,
        HookPoint point,
        EntityChange<TEntity> change,
        CancellationToken cancellationToken)
        where TEntity : class
        => point switch
        {
            HookPoint.BeforeSave => hooks.BeforeSaveAsync(change, cancellationToken),
            HookPoint.BeforeCreate => hooks.BeforeCreateAsync(change, cancellationToken),
            HookPoint.BeforeUpdate => hooks.BeforeUpdateAsync(change, cancellationToken),
            HookPoint.BeforeDelete => hooks.BeforeDeleteAsync(change, cancellationToken),
            HookPoint.BeforeSoftDelete => hooks.BeforeSoftDeleteAsync(change, cancellationToken),
            HookPoint.BeforeRestore => hooks.BeforeRestoreAsync(change, cancellationToken),
            HookPoint.AfterCreate => hooks.AfterCreateAsync(change, cancellationToken),
            HookPoint.AfterUpdate => hooks.AfterUpdateAsync(change, cancellationToken),
            HookPoint.AfterDelete => hooks.AfterDeleteAsync(change, cancellationToken),
            HookPoint.AfterSoftDelete => hooks.AfterSoftDeleteAsync(change, cancellationToken),
            HookPoint.AfterRestore => hooks.AfterRestoreAsync(change, cancellationToken),
            HookPoint.AfterSave => hooks.AfterSaveAsync(change, cancellationToken),
            _ => default,
        };
}
