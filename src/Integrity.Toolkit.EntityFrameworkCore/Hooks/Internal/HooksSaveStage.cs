using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks of what is saved.</summary>
internal sealed class HooksSaveStage : SaveStage, IBeforeSaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Hooks;

    public ValueTask BeforeSaveAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => Concerns(session) ? BeforeHooks.RunAsync(Begin(session), async, cancellationToken) : default;

    public override void Ready(SaveContext session) => session.Find<HookExecution>()?.Capture();

    public override ValueTask SavedAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => session.Find<HookExecution>() is { } run ? AfterHooks.RunAsync(run, async, cancellationToken) : default;

    public override void Failed(SaveContext session, SaveFailure failure)
    {
        if (session.Find<HookExecution>() is { } run)
        {
            AfterHooks.Failed(run, failure);
        }
    }

    public override void DemandSynchronous(SaveContext session)
    {
        if (session.Find<HookExecution>() is { } run)
        {
            AfterHooks.DemandSynchronousCommit(run);
        }
    }

    public override ValueTask CommittedAsync(IReadOnlyList<SaveContext> sessions, bool async)
        => CommitHooks.RunAsync([.. sessions.Select(session => session.Find<HookExecution>()).OfType<HookExecution>()], async);

    public override void RolledBack(SaveContext session, bool isCertain)
    {
        if (isCertain && session.Find<HookExecution>() is { } run)
        {
            AfterHooks.RolledBack(run);
        }
    }

    private static bool Concerns(SaveContext session)
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

    private static HookExecution Begin(SaveContext session)
    {
        var run = new HookExecution(session);
        session.Keep(run);
        return run;
    }
}
