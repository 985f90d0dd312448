namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The points at which a hook can be called.</summary>
internal enum HookPoint
{
    BeforeSave,
    BeforeCreate,
    BeforeUpdate,
    BeforeDelete,
    BeforeSoftDelete,
    BeforeRestore,
    AfterCreate,
    AfterUpdate,
    AfterDelete,
    AfterSoftDelete,
    AfterRestore,
    AfterSave,
    AfterCommit,
    AfterRollback,
    SaveFailed,
}
