using System.Diagnostics;

namespace Integrity.Toolkit.Runtime;

/// <summary>Completes tasks that ran synchronously.</summary>
internal static class ValueTaskExtensions
{
    public static void GetCompletedResult(this ValueTask task)
    {
        Debug.Assert(task.IsCompleted, "A synchronous stage must complete synchronously.");
        task.GetAwaiter().GetResult();
    }

    public static TResult GetCompletedResult<TResult>(this ValueTask<TResult> task)
    {
        Debug.Assert(task.IsCompleted, "A synchronous stage must complete synchronously.");
        return task.GetAwaiter().GetResult();
    }
}
