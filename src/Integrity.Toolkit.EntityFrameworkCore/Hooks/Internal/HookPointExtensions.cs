namespace Integrity.Toolkit.Hooks.Internal;

internal static class HookPointExtensions
{
    public static readonly HookPoint[] All = Enum.GetValues<HookPoint>();

    /// <summary>The general hook comes first before a save, and last after it.</summary>
    public static (HookPoint First, HookPoint Second) GetPointsBefore(this EntityOperation operation)
        => (HookPoint.BeforeSave, HookPoint.BeforeCreate + (int)operation);

    public static (HookPoint First, HookPoint Second) GetPointsAfter(this EntityOperation operation)
        => (HookPoint.AfterCreate + (int)operation, HookPoint.AfterSave);

    /// <summary>All that may be called for an operation.</summary>
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
