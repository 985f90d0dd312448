using Integrity.Toolkit.Diagnostics;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks after the commit: once per entity, with all the saves of the transaction.</summary>
internal static class AfterCommitHookRunner
{
    public static async ValueTask RunAsync(IReadOnlyList<HookExecution> runs, bool async)
    {
        foreach (var row in Rows(runs))
        {
            foreach (var call in row.Last.Plan.At(HookPoint.AfterCommit))
            {
                if (ToldTo(call, row) is { IsNothing: false } change && change.Concerns(call))
                {
                    await CallAsync(call, change, async).ConfigureAwait(false);
                }
            }
        }
    }

    private static async ValueTask CallAsync(HookCall call, CommittedHookChange change, bool async)
    {
        var run = change.Last.Run;
        try
        {
            run.Begin(call);
            try
            {
                var hooks = run.Instance(call.Descriptor);
                if (async)
                {
                    await hooks.CommittedAsync(change).ConfigureAwait(false);
                }
                else
                {
                    hooks.Committed(change);
                }
            }
            finally
            {
                run.End();
            }
        }
        catch (Exception exception)
        {
            // The data is committed, so the caller must not receive an exception, and the other hooks must still be called.
            Log.HookFailed(run.Save.State.Logger, exception, call.Name, change.EntityName);
        }
    }

    /// <summary>Returns the combined change of each row, in the order of the first writes.</summary>
    private static List<CommittedHookChange> Rows(IReadOnlyList<HookExecution> runs)
    {
        var written = runs.SelectMany(run => run.Written).Where(change => change.Plan.Has(HookPoint.AfterCommit));
        return runs.Count == 1
            ? [.. written.Select(change => new CommittedHookChange([change]))]
            : [.. written.GroupBy(change => change, RowChangeMap.Comparer).Select(row => new CommittedHookChange([.. row]))];
    }

    /// <summary>Returns the change without the saves in which a hook was suppressed; null if it was suppressed in all.</summary>
    private static CommittedHookChange? ToldTo(HookCall call, CommittedHookChange row)
    {
        if (!row.HasSuppressed)
        {
            return row;
        }

        HookChange[] told = [.. row.Saves.Where(save => !save.Run.IsSuppressed(call))];
        return told.Length == 0 ? null : new CommittedHookChange(told);
    }
}
