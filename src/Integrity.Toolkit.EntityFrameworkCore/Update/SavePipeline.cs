using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Runs the stages before a save, and settles the save afterwards, whichever way it ended.
/// </summary>
/// <remarks>
/// None of EF Core's callbacks is certain to come, so each save begins by settling the one before it.
/// </remarks>
internal sealed class SavePipeline(ContextState state, SaveMemory memory, IEnumerable<SaveStage> stages)
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
            if (Begin(context, isSuppressed) is not { } session)
            {
                return;
            }

            session.Classify();
            foreach (var stage in Stages)
            {
                if (stage is IBeforeSaveStage before)
                {
                    await before.BeforeSaveAsync(session, async, cancellationToken).ConfigureAwait(false);
                }
            }

            PauseDetection(context);
            foreach (var stage in Stages)
            {
                stage.Inspect(session);
            }

            await session.ReadRowsAsync(async, cancellationToken).ConfigureAwait(false);
            foreach (var stage in Stages)
            {
                stage.Apply(session);
            }

            await FollowUpChanges.TakeAsync(session, Stages, async, cancellationToken).ConfigureAwait(false);
            session.ResetOwned();
            foreach (var stage in Stages)
            {
                await stage.CheckAsync(session, async, cancellationToken).ConfigureAwait(false);
            }

            session.Violations.ThrowIfAny();
            AskForActor(session);
            foreach (var stage in Stages)
            {
                stage.Ready(session);
            }
        }
        catch (Exception exception)
        {
            Fail(SaveFailure.OfPreparing(exception));
            throw;
        }
    }

    /// <summary>Settles a save that EF Core has made, and says how many rows were written.</summary>
    public async ValueTask<int> SavedAsync(DbContext context, int rows, bool async, CancellationToken cancellationToken)
    {
        memory.AutoDetectChanges.End();
        if (memory.Current is not { } session)
        {
            return rows;
        }

        var executed = session.SaveState >= SaveState.Executed || (session.AreChangesAccepted && !context.Database.IsRelational());
        if (!executed && !ChangedEntries.Any(context))
        {
            if (!SaveExecutor.IsNeeded(session, Stages))
            {
                // Nothing was left to write, as when a row was deleted already: there is nothing to take back either.
                session.SaveState = SaveState.Executed;
                Settle(failure: null);
                return rows;
            }

            // Rows, although none was sent: another interceptor took the save over.
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

        await DeliverAsync(session, async, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Settles a save that has failed, or what failed after its rows were written: they stay.</summary>
    public ValueTask FailAsync(SaveFailure failure, bool async)
    {
        if (memory.Current is { SaveState: SaveState.Executed } session)
        {
            return DeliverAsync(session, async, default);
        }

        Fail(failure);
        return default;
    }

    private void Fail(SaveFailure failure)
    {
        // What fails after the save, such as a hook, is no failure of it: whether it is accepted is still to be seen.
        if (memory.Current is not { SaveState: SaveState.Saved })
        {
            Settle(failure);
        }
    }

    /// <summary>Tells of a save whose rows are written, now or at the end of its transaction.</summary>
    private async ValueTask DeliverAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        var delivery = new CommitNotification(session, Stages);
        session.SaveState = SaveState.Saved;

        // At once: a hook may save again in the transaction, or end it.
        var isWaiting = delivery.Await();

        // After SaveChanges(false) the entities stay as they are, for AcceptAllChanges or for another save.
        if (session.AreChangesAccepted)
        {
            Settle(failure: null);
        }

        // Last: what is called may use the context, and save again.
        try
        {
            foreach (var stage in Stages)
            {
                await stage.SavedAsync(session, async, cancellationToken).ConfigureAwait(false);
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

        LostTransaction.Refuse(context);
        if (context.ChangeTracker.AutoDetectChangesEnabled)
        {
            context.ChangeTracker.DetectChanges();
        }

        // Deferred cascades would run behind the stages, and delete for good what is to be kept.
        ChangedEntries.CascadeDeferred(context);
        if (ChangedEntries.Planned(context, plans) is not { } entries)
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

    private void AskForActor(SaveContext session)
    {
        if (!state.Registered.Observers.IsEmpty && session.Entries.Exists(planned => planned.Plan.IsReported))
        {
            // Observers are told who acted: a source that fails must do so before the SQL, not after the commit.
            _ = session.Actor;
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

        if (memory.Current is not { } session)
        {
            return;
        }

        memory.Current = null;
        if (session.SaveState >= SaveState.Executed && session.AreChangesAccepted)
        {
            session.SaveState = SaveState.Accepted;
            foreach (var stage in Stages)
            {
                stage.Accepted(session);
            }

            session.DetachRows();
            return;
        }

        var isSaved = session.SaveState == SaveState.Saved;
        session.Revert();
        session.SaveState = SaveState.Reverted;
        if (isSaved)
        {
            ChangedEntries.DiscardGenerated(session.Context);
        }
        else if (failure is not null)
        {
            foreach (var stage in Stages)
            {
                stage.Failed(session, failure);
            }
        }
    }

    /// <summary>The one callback that also comes for concurrency failures.</summary>
    private void Watch(DbContext context)
    {
        _watched = context;
        context.SaveChangesFailed += OnFailed;
    }

    private void OnFailed(object? sender, SaveChangesFailedEventArgs failure)
        => Fail(SaveFailure.OfWriting(failure.Exception));
}
