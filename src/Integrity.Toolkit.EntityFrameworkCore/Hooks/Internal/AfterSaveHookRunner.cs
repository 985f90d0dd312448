using Integrity.Toolkit.Diagnostics;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks after a save that was written, failed or rolled back.</summary>
internal static class AfterSaveHookRunner
{
    public static async ValueTask RunAsync(HookExecution run, bool async, CancellationToken cancellationToken)
    {
        var faults = new List<(string Hook, string Entity, Exception Exception)>();
        foreach (var change in run.Written)
        {
            change.KeepKey();
        }

        foreach (var change in run.Written)
        {
            var (first, second) = change.Operation.GetPointsAfter();
            if (change.Plan.Has(first))
            {
                await CallAsync(run, change, first, faults, async, cancellationToken).ConfigureAwait(false);
            }

            if (change.Plan.Has(second))
            {
                await CallAsync(run, change, second, faults, async, cancellationToken).ConfigureAwait(false);
            }
        }

        if (faults is [var (hook, entity, _), ..])
        {
            throw new HookException(hook, entity, [.. faults.Select(fault => fault.Exception)]);
        }
    }

    /// <summary>
    /// Calls the hooks of a failed save. A save with the same context here would fail again with the same changes.
    /// </summary>
    public static void Failed(HookExecution run, SaveFailure failure)
    {
        foreach (var (planned, plan) in run.Planned().ToList())
        {
            var change = run.ChangeOf(planned, plan);
            foreach (var call in plan.At(HookPoint.SaveFailed))
            {
                Quietly(run, change, call, hooks =>
                {
                    run.Save.State.RunningCallback = call.Name;
                    try
                    {
                        hooks.Failed(change, failure);
                    }
                    finally
                    {
                        run.Save.State.RunningCallback = null;
                    }
                });
            }
        }
    }

    public static void RolledBack(HookExecution run)
    {
        foreach (var change in run.Written)
        {
            foreach (var call in change.Plan.At(HookPoint.AfterRollback))
            {
                Quietly(run, change, call, hooks =>
                {
                    run.Begin(call);
                    try
                    {
                        hooks.Run(HookPoint.AfterRollback, change);
                    }
                    finally
                    {
                        run.End();
                    }
                });
            }
        }
    }

    public static void EnsureSynchronousCommit(HookExecution run)
    {
        foreach (var change in run.Written)
        {
            run.EnsureSupported(change.Planned, change.Plan.At(HookPoint.AfterCommit), "Commit with CommitAsync");
        }
    }

    private static async ValueTask CallAsync(
        HookExecution run,
        HookChange change,
        HookPoint point,
        List<(string Hook, string Entity, Exception Exception)> faults,
        bool async,
        CancellationToken cancellationToken)
    {
        foreach (var call in change.Plan.At(point))
        {
            if (!run.IsCalled(call, change))
            {
                continue;
            }

            try
            {
                run.Begin(call);
                try
                {
                    var hooks = run.Instance(call.Descriptor);
                    if (async)
                    {
                        await hooks.RunAsync(point, change, cancellationToken).ConfigureAwait(false);
                    }
                    else
                    {
                        hooks.Run(point, change);
                    }
                }
                finally
                {
                    run.End();
                }
            }
            catch (Exception exception)
            {
                // The other hooks must still be called: the changes are saved.
                faults.Add((call.Name, change.Planned.Plan.Name, exception));
            }
        }
    }

    private static void Quietly(HookExecution run, HookChange change, HookCall call, Action<EntityHooks> hook)
    {
        try
        {
            if (run.IsCalled(call, change))
            {
                hook(run.Instance(call.Descriptor));
            }
        }
        catch (Exception exception)
        {
            Log.HookFailed(run.Save.State.Logger, exception, call.Name, change.Planned.Plan.Name);
        }
    }
}
