using Integrity.Toolkit.Infrastructure;

namespace Integrity.Toolkit.Hooks;

/// <summary>Calls the hooks after a save: written, failed or rolled back.</summary>
internal static class AfterHooks
{
    public static async ValueTask RunAsync(HookRun run, bool async, CancellationToken cancellationToken)
    {
        var faults = new List<(string Hook, string Entity, Exception Exception)>();
        foreach (var change in run.Written)
        {
            change.Written();
        }

        foreach (var change in run.Written)
        {
            var (first, second) = HookPoints.After(change.Operation);
            await CallAsync(run, change, first, faults, async, cancellationToken).ConfigureAwait(false);
            await CallAsync(run, change, second, faults, async, cancellationToken).ConfigureAwait(false);
        }

        if (faults is [var (hook, entity, _), ..])
        {
            throw new HookFaultException(hook, entity, [.. faults.Select(fault => fault.Exception)]);
        }
    }

    public static void Failed(HookRun run, SaveFailure failure)
    {
        foreach (var (planned, plan) in run.Planned().ToList())
        {
            var change = run.ChangeOf(planned, plan);
            foreach (var call in run.Calls(change, HookPoint.SaveFailed))
            {
                Quietly(run, call, change, hooks => hooks.Failed(change, failure));
            }
        }
    }

    public static void RolledBack(HookRun run)
    {
        foreach (var change in run.Written)
        {
            foreach (var call in run.Calls(change, HookPoint.AfterRollback))
            {
                Quietly(run, call, change, hooks => hooks.Run(HookPoint.AfterRollback, change));
            }
        }
    }

    public static void DemandSynchronousCommit(HookRun run)
    {
        foreach (var change in run.Written)
        {
            run.Demand(change.Planned, run.Calls(change, HookPoint.AfterCommit), "Commit with CommitAsync");
        }
    }

    private static async ValueTask CallAsync(
        HookRun run,
        HookChange change,
        HookPoint point,
        List<(string Hook, string Entity, Exception Exception)> faults,
        bool async,
        CancellationToken cancellationToken)
    {
        foreach (var call in run.Calls(change, point))
        {
            try
            {
                await run.ChainedAsync(call.Name, () =>
                {
                    var hooks = run.Instance(call.Descriptor);
                    if (async)
                    {
                        return hooks.RunAsync(point, change, cancellationToken);
                    }

                    hooks.Run(point, change);
                    return default;
                }).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // The others must still be called: what they are told is true.
                faults.Add((call.Name, change.Planned.Plan.Name, exception));
            }
        }
    }

    private static void Quietly(HookRun run, HookCall call, HookChange change, Action<EntityHooks> hook)
    {
        try
        {
            hook(run.Instance(call.Descriptor));
        }
        catch (Exception exception)
        {
            Log.HookFailed(run.Session.State.Logger, exception, call.Name, change.Planned.Plan.Name);
        }
    }
}
