using Integrity.Toolkit.Infrastructure;

namespace Integrity.Toolkit.Hooks;

/// <summary>Calls the hooks after the commit: once for each entity, with all the saves of the transaction.</summary>
internal static class HookCommit
{
    public static async ValueTask RunAsync(IReadOnlyList<HookRun> runs, bool async)
    {
        foreach (var change in Fold(runs))
        {
            var run = change.Last.Run;
            foreach (var call in run.Calls(change.Last, HookPoint.AfterCommit))
            {
                try
                {
                    await run.ChainedAsync(call.Name, () =>
                    {
                        var hooks = run.Instance(call.Descriptor);
                        if (async)
                        {
                            return hooks.CommittedAsync(change);
                        }

                        hooks.Committed(change);
                        return default;
                    }).ConfigureAwait(false);
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
