using Integrity.Toolkit.Infrastructure.Saving;

namespace Integrity.Toolkit.Hooks;

/// <summary>Calls the hooks of what is saved.</summary>
internal sealed class HooksSaveStage : SaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Hooks;

    public override ValueTask BeforeAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => Concerns(session) ? BeforeHooks.RunAsync(Begin(session), async, cancellationToken) : default;

    public override void Ready(SaveSession session) => session.Find<HookRun>()?.Capture();

    public override ValueTask SavedAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => session.Find<HookRun>() is { } run ? AfterHooks.RunAsync(run, async, cancellationToken) : default;

    public override void Failed(SaveSession session, SaveFailure failure)
    {
        if (session.Find<HookRun>() is { } run)
        {
            AfterHooks.Failed(run, failure);
        }
    }

    public override void DemandSynchronous(SaveSession session)
    {
        if (session.Find<HookRun>() is { } run)
        {
            AfterHooks.DemandSynchronousCommit(run);
        }
    }

    public override ValueTask CommittedAsync(IReadOnlyList<SaveSession> sessions, bool async)
        => CommitHooks.RunAsync([.. sessions.Select(session => session.Find<HookRun>()).OfType<HookRun>()], async);

    public override void RolledBack(SaveSession session, bool isCertain)
    {
        if (isCertain && session.Find<HookRun>() is { } run)
        {
            AfterHooks.RolledBack(run);
        }
    }

    private static bool Concerns(SaveSession session)
    {
        if (session.State.FindMemory<HooksMemory>() is { IsAllSuppressed: true })
        {
            return false;
        }

        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<HooksPlan>() is not null || planned.Plan.Find<HookOwnedPlan>() is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static HookRun Begin(SaveSession session)
    {
        var run = new HookRun(session);
        session.Keep(run);
        return run;
    }
}
