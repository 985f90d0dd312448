namespace Integrity.Toolkit.Hooks.Internal;

internal static class HookPointExtensions
{
    public static readonly HookPoint[] All = Enum.GetValues<HookPoint>();

    /// <summary>Returns the points before a save: the general hook runs first. After a save, it runs last.</summary>
    public static (HookPoint First, HookPoint Second) GetPointsBefore(this EntityOperation operation)
        => (HookPoint.BeforeSave, HookPoint.BeforeCreate + (int)operation);

    public static (HookPoint First, HookPoint Second) GetPointsAfter(this EntityOperation operation)
        => (HookPoint.AfterCreate + (int)operation, HookPoint.AfterSave);

    /// <summary>Returns all points of an operation.</summary>
    public static IEnumerable<HookPoint> GetPoints(this EntityOperation operation)
    {
        var (before, after) = (GetPointsBefore(operation), GetPointsAfter(operation));
        return
        [
            before.First, before.Second, after.First, after.Second,
            HookPoint.AfterCommit, HookPoint.AfterRollback, HookPoint.SaveFailed,
        ];
    }
}
