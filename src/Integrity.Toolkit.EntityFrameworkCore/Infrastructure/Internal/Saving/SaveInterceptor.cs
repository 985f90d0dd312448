using Integrity.Toolkit.Infrastructure.Committing;
using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>
/// The first seam: runs the stages before a save, and settles the save afterwards, whichever way it ended.
/// </summary>
/// <remarks>
/// None of EF Core's callbacks is certain to come, so each save begins by settling the one before it.
/// </remarks>
internal sealed class SaveInterceptor(ContextState state, IEnumerable<SaveStage> stages)
    : SaveChangesInterceptor
{
    private readonly SaveStage[] _stages = [.. stages.OrderBy(stage => stage.Order)];
    private DbContext? _watched;

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result)
    {
        try
        {
            if (Begin(eventData.Context!, result) is { } session)
            {
                session.ReadRows();
                Apply(session);
            }

            return result;
        }
        catch
        {
            Settle();
            throw;
        }
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        try
        {
            if (Begin(eventData.Context!, result) is { } session)
            {
                await session.ReadRowsAsync(cancellationToken).ConfigureAwait(false);
                Apply(session);
            }

            return result;
        }
        catch
        {
            Settle();
            throw;
        }
    }

    public override InterceptionResult ThrowingConcurrencyException(
        ConcurrencyExceptionEventData eventData,
        InterceptionResult result)
    {
        RefuseToSuppress(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        RefuseToSuppress(eventData);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Settle();

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Settle();
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Settle();

    public override Task SaveChangesCanceledAsync(
        DbContextEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Settle();
        return Task.CompletedTask;
    }

    private SaveSession? Begin(DbContext context, InterceptionResult<int> result)
    {
        Settle();
        state.Unseen.Sweep(state);
        var plans = ModelPlan.Of(context.Model);
        if (result.HasResult || plans.IsEmpty)
        {
            return null;
        }

        Detect(context);
        if (ChangedEntries.Planned(context, plans) is not { } entries)
        {
            return null;
        }

        var session = new SaveSession(context, state, entries);
        state.Session = session;
        Watch(context);
        foreach (var stage in _stages)
        {
            stage.Inspect(session);
        }

        return session;
    }

    private void Apply(SaveSession session)
    {
        foreach (var stage in _stages)
        {
            stage.Apply(session);
        }

        session.ThrowIfRefused();
        if (!state.Registered.Observers.IsEmpty && session.Entries.Exists(planned => planned.Plan.IsReported))
        {
            // Observers are told who acted: a source that fails must do so before the SQL, not after the commit.
            _ = session.Actor;
        }
    }

    private void Detect(DbContext context)
    {
        var tracker = context.ChangeTracker;
        if (tracker.AutoDetectChangesEnabled)
        {
            tracker.DetectChanges();
            if (IsOnlyOne(context))
            {
                state.Pause = DetectionPause.Begin(tracker);
            }
        }

        // Deferred cascades would run behind the stages, and delete for good what is to be kept.
        ChangedEntries.CascadeDeferred(context);
    }

    private bool IsOnlyOne(DbContext context)
        => ReferenceEquals(context.GetService<IInterceptors>().Aggregate<ISaveChangesInterceptor>(), this);

    private void Saved(DbContext context)
    {
        state.Pause.End();
        if (state.Session is not { } session)
        {
            return;
        }

        var executed = session.Executed || (session.IsAccepted && !context.Database.IsRelational());
        if (!executed && !ChangedEntries.Any(context))
        {
            // Nothing was left to write, as when a row was deleted already: there is nothing to take back either.
            session.Executed = true;
            Settle();
            return;
        }

        var delivery = executed ? new CommitDelivery(session, _stages) : null;

        // After SaveChanges(false) the entities stay as they are, for AcceptAllChanges or for another save.
        if (!executed || session.IsAccepted)
        {
            Settle();
        }

        // Last: an observer may use the context, and save again.
        delivery?.Send();
    }

    private void Settle()
    {
        state.Pause.End();
        if (_watched is not null)
        {
            _watched.SaveChangesFailed -= OnFailed;
            _watched = null;
        }

        if (state.Session is not { } session)
        {
            return;
        }

        state.Session = null;
        if (session.Executed && session.IsAccepted)
        {
            foreach (var stage in _stages)
            {
                stage.Accepted(session);
            }

            session.Forget();
        }
        else
        {
            session.Revert();
        }
    }

    /// <summary>
    /// Another interceptor may suppress a failure, and the rest of the save would be committed: rows that belong to a
    /// change that was not written, such as history.
    /// </summary>
    private void RefuseToSuppress(ConcurrencyExceptionEventData failure)
    {
        if (state.Session is { Rows.Count: > 0 } session
            && failure.Entries.Any(entry => ModelPlan.Of(session.Context.Model).Find(entry.Metadata) is { IsReported: true }))
        {
            throw failure.Exception;
        }
    }

    /// <summary>The one callback that also comes for concurrency failures.</summary>
    private void Watch(DbContext context)
    {
        _watched = context;
        context.SaveChangesFailed += OnFailed;
    }

    private void OnFailed(object? sender, SaveChangesFailedEventArgs failure) => Settle();
}
