using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks of what is saved.</summary>
internal sealed class HooksSaveStage : SaveStage, IBeforeSaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Hooks;

    public ValueTask BeforeSaveAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => Concerns(save) ? BeforeHooks.RunAsync(Begin(save), async, cancellationToken) : default;

    public override void OnPrepared(SaveContext save) => save.Find<HookExecution>()?.Capture();

    public override ValueTask OnSavedAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => save.Find<HookExecution>() is { } run ? AfterHooks.RunAsync(run, async, cancellationToken) : default;

    public override void OnFailed(SaveContext save, SaveFailure failure)
    {
        if (save.Find<HookExecution>() is { } run)
        {
            AfterHooks.Failed(run, failure);
        }
    }

    public override void EnsureSynchronous(SaveContext save)
    {
        if (save.Find<HookExecution>() is { } run)
        {
            AfterHooks.EnsureSynchronousCommit(run);
        }
    }

    public override ValueTask OnCommittedAsync(IReadOnlyList<SaveContext> sessions, bool async)
        => CommitHooks.RunAsync([.. sessions.Select(save => save.Find<HookExecution>()).OfType<HookExecution>()], async);

    public override void OnRolledBack(SaveContext save, bool isCertain)
    {
        if (isCertain && save.Find<HookExecution>() is { } run)
        {
            AfterHooks.RolledBack(run);
        }
    }

    private static bool Concerns(SaveContext save)
    {
        if (save.State.FindMemory<HooksMemory>() is { IsAllSuppressed: true })
        {
            return false;
        }

        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<HooksPlan>() is not null || planned.Plan.Find<HookOwnedPlan>() is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static HookExecution Begin(SaveContext save)
    {
        var run = new HookExecution(save);
        save.Keep(run);
        return run;
    }
}
