using Integrity.Toolkit.Update;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Calls the hooks of saved entities.</summary>
internal sealed class HooksSaveStage : SaveStage, IBeforeSaveStage
{
    public override SaveStageOrder Order => SaveStageOrder.Hooks;

    public ValueTask BeforeSaveAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => Concerns(save) ? BeforeSaveHookRunner.RunAsync(Begin(save), async, cancellationToken) : default;

    public override void OnPrepared(SaveContext save) => save.Find<HookExecution>()?.Capture();

    public override ValueTask OnSavedAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => save.Find<HookExecution>() is { } run ? AfterSaveHookRunner.RunAsync(run, async, cancellationToken) : default;

    public override void OnFailed(SaveContext save, SaveFailure failure)
    {
        if (save.Find<HookExecution>() is { } run)
        {
            AfterSaveHookRunner.Failed(run, failure);
        }
    }

    public override void EnsureSynchronous(SaveContext save)
    {
        if (save.Find<HookExecution>() is { } run)
        {
            AfterSaveHookRunner.EnsureSynchronousCommit(run);
        }
    }

    public override ValueTask OnCommittedAsync(IReadOnlyList<SaveContext> saves, bool async)
        => AfterCommitHookRunner.RunAsync([.. saves.Select(save => save.Find<HookExecution>()).OfType<HookExecution>()], async);

    public override void OnRolledBack(SaveContext save, bool isCertain)
    {
        if (isCertain && save.Find<HookExecution>() is { } run)
        {
            AfterSaveHookRunner.RolledBack(run);
        }
    }

    private static bool Concerns(SaveContext save)
    {
        if (save.State.FindMemory<HookTracker>() is { IsAllSuppressed: true })
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
