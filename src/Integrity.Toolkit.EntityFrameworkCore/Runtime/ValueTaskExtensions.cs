using System.Diagnostics;

namespace Integrity.Toolkit.Runtime;

/// <summary>Ends what was started without waiting for anything.</summary>
internal static class ValueTaskExtensions
{
    public static void GetCompletedResult(this ValueTask task)
    {
        Debug.Assert(task.IsCompleted, "A stage waited although it was told not to.");
        task.GetAwaiter().GetResult();
    }

    public static TResult GetCompletedResult<TResult>(this ValueTask<TResult> task)
    {
        Debug.Assert(task.IsCompleted, "A stage waited although it was told not to.");
        return task.GetAwaiter().GetResult();
    }
}
