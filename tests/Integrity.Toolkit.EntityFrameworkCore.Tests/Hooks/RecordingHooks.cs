using Integrity.Toolkit.Hooks;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>Records every call.</summary>
public class RecordingHooks<TEntity>(HookLog log) : EntityHooks<TEntity>
    where TEntity : class
{
    public override void BeforeSave(EntityChange<TEntity> change) => log.Calls.Add($"BeforeSave {change.Operation}");

    public override void BeforeCreate(EntityChange<TEntity> change) => log.Calls.Add("BeforeCreate");

    public override void BeforeUpdate(EntityChange<TEntity> change) => log.Calls.Add("BeforeUpdate");

    public override void BeforeDelete(EntityChange<TEntity> change) => log.Calls.Add("BeforeDelete");

    public override void BeforeSoftDelete(EntityChange<TEntity> change) => log.Calls.Add("BeforeSoftDelete");

    public override void BeforeRestore(EntityChange<TEntity> change) => log.Calls.Add("BeforeRestore");

    public override void AfterSave(EntityChange<TEntity> change) => log.Calls.Add($"AfterSave {change.Operation}");

    public override void AfterCreate(EntityChange<TEntity> change) => log.Calls.Add("AfterCreate");

    public override void AfterUpdate(EntityChange<TEntity> change) => log.Calls.Add("AfterUpdate");

    public override void AfterDelete(EntityChange<TEntity> change) => log.Calls.Add("AfterDelete");

    public override void AfterSoftDelete(EntityChange<TEntity> change) => log.Calls.Add("AfterSoftDelete");

    public override void AfterRestore(EntityChange<TEntity> change) => log.Calls.Add("AfterRestore");

    public override void AfterCommit(CommittedChange<TEntity> change) => log.Calls.Add($"AfterCommit {change.Operation}");

    public override void AfterRollback(EntityChange<TEntity> change) => log.Calls.Add("AfterRollback");

    public override void SaveFailed(EntityChange<TEntity> change, SaveFailure failure)
        => log.Calls.Add($"SaveFailed {failure.Reason}");
}
