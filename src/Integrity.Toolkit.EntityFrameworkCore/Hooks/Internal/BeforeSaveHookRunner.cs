using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks before a save in rounds, until there are no new changes.</summary>
internal static class BeforeSaveHookRunner
{
    public static async ValueTask RunAsync(HookExecution run, bool async, CancellationToken cancellationToken)
    {
        var save = run.Save;
        EnsureSynchronous(run, async);
        using var watch = save.Undo.RecordTracking();
        var loop = new HookRounds(run.MaxRounds);
        while (Pending(run) is { } pending)
        {
            loop.Begin();
            foreach (var change in pending)
            {
                if (!change.Turns.Begin(change.Planned))
                {
                    continue;
                }

                var (first, second) = change.Operation.GetPointsBefore();
                if (change.Plan.Has(first))
                {
                    await CallAsync(run, change, first, loop, async, cancellationToken).ConfigureAwait(false);
                }

                if (change.Plan.Has(second))
                {
                    await CallAsync(run, change, second, loop, async, cancellationToken).ConfigureAwait(false);
                }
            }

            if (!loop.HasRun)
            {
                // All hooks are suppressed or handle other changes, so nothing can have changed.
                return;
            }

            save.Refresh();
            EnsureSynchronous(run, async);
        }
    }

    /// <summary>Returns the changes since the previous round.</summary>
    private static List<HookChange>? Pending(HookExecution run)
    {
        List<HookChange>? pending = null;
        foreach (var (planned, plan) in run.Planned())
        {
            if (plan.HasBefore(planned.Operation) && run.ChangeOf(planned, plan) is var change && change.Await(planned))
            {
                (pending ??= []).Add(change);
            }
        }

        return pending;
    }

    private static async ValueTask CallAsync(
        HookExecution run,
        HookChange change,
        HookPoint point,
        HookRounds loop,
        bool async,
        CancellationToken cancellationToken)
    {
        foreach (var call in change.Plan.At(point))
        {
            if (!change.Turns.IsStill(change.Planned))
            {
                // A hook changed the operation. The hooks of the new operation run in the next round, if there is still a change.
                return;
            }

            if (run.IsSuppressed(call) || !change.Turns.IsDue(call))
            {
                continue;
            }

            if (!call.Concerns(change))
            {
                change.Turns.Wait(call);
                continue;
            }

            change.Turns.Answer(call);
            loop.Add(call, change);
            var hooks = run.Instance(call.Descriptor);
            run.BeginBefore(call);
            try
            {
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
                run.EndBefore();
            }
        }
    }

    /// <summary>Throws before any hook runs if an asynchronous hook could not be awaited later.</summary>
    private static void EnsureSynchronous(HookExecution run, bool async)
    {
        if (async && AmbientTransaction.Of(run.Save.Context) is null)
        {
            return;
        }

        foreach (var (planned, plan) in run.Planned().Where(item => item.Plan.HasAsyncOnly))
        {
            if (async)
            {
                run.EnsureSupported(
                    planned, plan.At(HookPoint.AfterCommit), "Use an EF Core transaction instead of a TransactionScope");
                continue;
            }

            foreach (var point in planned.Operation.GetPoints())
            {
                run.EnsureSupported(planned, plan.At(point), "Call SaveChangesAsync");
            }
        }
    }
}
