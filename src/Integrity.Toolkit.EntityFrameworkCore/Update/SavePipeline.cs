using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Runs the stages of a save, and completes it, regardless of its outcome.
/// </summary>
/// <remarks>
/// None of EF Core's callbacks is guaranteed to be called, so each save begins by completing the previous one.
/// </remarks>
internal sealed class SavePipeline(ContextState state, SaveTracker memory, IEnumerable<SaveStage> stages)
{
    private DbContext? _watched;

    public SaveStage[] Stages { get; } = [.. stages.OrderBy(stage => stage.Order)];

    public async ValueTask PrepareAsync(
        DbContext context,
        bool isSuppressed,
        bool async,
        CancellationToken cancellationToken)
    {
        state.ThrowIfNestedSave();
        try
        {
            if (Begin(context, isSuppressed) is not { } save)
            {
                return;
            }

            save.Classify();
            foreach (var stage in Stages)
            {
                if (stage is IBeforeSaveStage before)
                {
                    await before.BeforeSaveAsync(save, async, cancellationToken).ConfigureAwait(false);
                }
            }

            PauseDetection(context);
            foreach (var stage in Stages)
            {
                stage.Inspect(save);
            }

            await save.ReadRowsAsync(async, cancellationToken).ConfigureAwait(false);
            foreach (var stage in Stages)
            {
                stage.Apply(save);
            }

            await FollowUpChanges.TakeAsync(save, Stages, async, cancellationToken).ConfigureAwait(false);
            save.ResetOwned();
            foreach (var stage in Stages)
            {
                await stage.CheckAsync(save, async, cancellationToken).ConfigureAwait(false);
            }

            save.Violations.ThrowIfAny();
            ResolveActor(save);
            foreach (var stage in Stages)
            {
                stage.OnPrepared(save);
            }
        }
        catch (Exception exception)
        {
            Fail(SaveFailure.OfPreparing(exception));
            throw;
        }
    }

    /// <summary>Completes a save that EF Core has executed, and returns the number of written rows.</summary>
    public async ValueTask<int> SavedAsync(DbContext context, int rows, bool async, CancellationToken cancellationToken)
    {
        memory.AutoDetectChanges.End();
        if (memory.Current is not { } save)
        {
            return rows;
        }

        var executed = save.IsExecuted || (save.AreChangesAccepted && !context.Database.IsRelational());
        if (!executed && !context.HasPendingChanges())
        {
            if (!SaveExecutor.IsNeeded(save, Stages))
            {
                // Nothing was left to write, for example because a row was already deleted, and there is nothing to revert.
                save.SaveState = SaveState.Executed;
                Settle(failure: null);
                return rows;
            }

            // Rows were reported, although no SQL was sent: another interceptor executed the save.
            if (rows == 0)
            {
                rows = await SaveExecutor.ExecuteAloneAsync(context, async, cancellationToken).ConfigureAwait(false);
                executed = true;
            }
        }

        if (!executed)
        {
            Settle(SaveFailure.Abandoned);
            return rows;
        }

        await DeliverAsync(save, async, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Completes a failed save, or one that failed after its rows were written, which are not rolled back.</summary>
    public ValueTask FailAsync(SaveFailure failure, bool async)
    {
        if (memory.Current is { SaveState: SaveState.Executed } save)
        {
            return DeliverAsync(save, async, default);
        }

        Fail(failure);
        return default;
    }

    private void Fail(SaveFailure failure)
    {
        // A failure after the save, for example in a hook, does not fail the save, which may still be accepted.
        if (memory.Current is not { SaveState: SaveState.Saved })
        {
            Settle(failure);
        }
    }

    /// <summary>Notifies of a save whose rows are written, immediately or at the end of its transaction.</summary>
    private async ValueTask DeliverAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        var delivery = new CommitNotification(save, Stages);
        save.SaveState = SaveState.Saved;

        // Must be first: a hook may save again in the transaction, or end it.
        var isWaiting = delivery.Enqueue();

        // After SaveChanges(false), the entities are unchanged, for AcceptAllChanges or another save.
        if (save.AreChangesAccepted)
        {
            Settle(failure: null);
        }

        // Must be last: the called code may use the context, and save again.
        try
        {
            foreach (var stage in Stages)
            {
                await stage.OnSavedAsync(save, async, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!isWaiting)
            {
                await CommitNotification.CommittedAsync([delivery], async).ConfigureAwait(false);
            }
        }
    }

    private SaveContext? Begin(DbContext context, bool isSuppressed)
    {
        Settle(SaveFailure.Abandoned);
        memory.Unobserved.Sweep(state);
        var plans = ModelPlan.Of(context.Model);
        if (isSuppressed || plans.IsEmpty)
        {
            return null;
        }

        LostTransaction.ThrowIfLost(context);
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }

        // Deferred cascades would bypass the stages, and permanently delete rows that are to be kept.
        context.CascadeDeferredChanges();
        if (context.GetPlannedEntries(plans) is not { } entries)
        {
            if (!HasQueuedWork())
            {
                PauseDetection(context);
                return null;
            }

            entries = [];
        }

        Watch(context);
        return memory.Current = new SaveContext(context, state, memory, Stages, entries);
    }

    private bool HasQueuedWork()
    {
        foreach (var stage in Stages)
        {
            if (stage is IQueuedWorkStage queued && queued.HasQueuedWork(state))
            {
                return true;
            }
        }

        return false;
    }

    private void ResolveActor(SaveContext save)
    {
        if (!state.Registered.Observers.IsEmpty && save.Entries.Exists(planned => planned.Plan.IsReported))
        {
            // Observers receive the actor, so a failing source must throw before the SQL instead of after the commit.
            _ = save.Actor;
        }
    }

    private void PauseDetection(DbContext context)
    {
        if (context.ChangeTracker.AutoDetectChangesEnabled
            && context.GetService<IInterceptors>().Aggregate<ISaveChangesInterceptor>() is SaveInterceptor)
        {
            memory.AutoDetectChanges = AutoDetectChangesScope.Begin(context.ChangeTracker);
        }
    }

    private void Settle(SaveFailure? failure)
    {
        memory.AutoDetectChanges.End();
        if (_watched is not null)
        {
            _watched.SaveChangesFailed -= OnFailed;
            _watched = null;
        }

        if (memory.Current is not { } save)
        {
            return;
        }

        memory.Current = null;
        if (save.IsExecuted && save.AreChangesAccepted)
        {
            save.SaveState = SaveState.Accepted;
            foreach (var stage in Stages)
            {
                stage.OnAccepted(save);
            }

            save.DetachRows();
            return;
        }

        var isSaved = save.SaveState == SaveState.Saved;
        save.Revert();
        save.SaveState = SaveState.Reverted;
        if (isSaved)
        {
            save.Context.DiscardGeneratedValues();
        }
        else if (failure is not null)
        {
            foreach (var stage in Stages)
            {
                stage.OnFailed(save, failure);
            }
        }
    }

    /// <summary>Subscribes to the only callback that is also called for concurrency failures.</summary>
    private void Watch(DbContext context)
    {
        _watched = context;
        context.SaveChangesFailed += OnFailed;
    }

    private void OnFailed(object? sender, SaveChangesFailedEventArgs failure)
        => Fail(SaveFailure.OfWriting(failure.Exception));
}
