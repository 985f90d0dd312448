using Integrity.Toolkit.Infrastructure;

namespace Integrity.Toolkit.Hooks;

/// <summary>Calls the hooks after the commit: once for each entity, with all the saves of the transaction.</summary>
internal static class CommitHooks
{
    public static async ValueTask RunAsync(IReadOnlyList<HookRun> runs, bool async)
    {
        foreach (var change in Fold(runs))
        {
            var run = change.Last.Run;
            foreach (var call in change.Last.Plan.At(HookPoint.AfterCommit))
            {
                if (!run.IsCalled(call, change.Last))
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
                    // The data is committed: the caller must not be told otherwise, and the others must still be called.
                    Log.HookFailed(run.Session.State.Logger, exception, call.Name, change.EntityName);
                }
            }
        }
    }

    private static List<CommittedHookChange> Fold(IReadOnlyList<HookRun> runs)
    {
        var folded = new Dictionary<object, CommittedHookChange>(ReferenceEqualityComparer.Instance);
        var ordered = new List<CommittedHookChange>();
        foreach (var change in runs.SelectMany(run => run.Written).Where(change => change.Plan.Has(HookPoint.AfterCommit)))
        {
            if (folded.TryGetValue(change.Entry.Entity, out var present))
            {
                present.Follow(change);
            }
            else
            {
                folded.Add(change.Entry.Entity, present = new CommittedHookChange(change));
                ordered.Add(present);
            }
        }

        return [.. ordered.Where(change => !change.IsNothing)];
    }
}
