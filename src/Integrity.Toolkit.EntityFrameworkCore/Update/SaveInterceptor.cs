using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Update;

/// <summary>Connects the save pipeline to EF Core's SaveChanges interceptor.</summary>
internal sealed class SaveInterceptor(SaveTracker memory, SavePipeline pipeline) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result)
    {
        pipeline.PrepareAsync(eventData.Context!, result.HasResult, async: false, default).GetCompletedResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        await pipeline.PrepareAsync(eventData.Context!, result.HasResult, async: true, cancellationToken)
            .ConfigureAwait(false);
        return result;
    }

    public override InterceptionResult ThrowingConcurrencyException(
        ConcurrencyExceptionEventData eventData,
        InterceptionResult result)
    {
        ThrowIfSuppressed(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        ThrowIfSuppressed(eventData);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
        => pipeline.SavedAsync(eventData.Context!, result, async: false, default).GetCompletedResult();

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default)
        => pipeline.SavedAsync(eventData.Context!, result, async: true, cancellationToken);

    public override void SaveChangesFailed(DbContextErrorEventData eventData)
        => pipeline.FailAsync(SaveFailure.OfWriting(eventData.Exception), async: false).GetCompletedResult();

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData,
        CancellationToken cancellationToken = default)
        => pipeline.FailAsync(SaveFailure.OfWriting(eventData.Exception), async: true).AsTask();

    public override void SaveChangesCanceled(DbContextEventData eventData)
        => pipeline.FailAsync(SaveFailure.Canceled, async: false).GetCompletedResult();

    public override Task SaveChangesCanceledAsync(
        DbContextEventData eventData,
        CancellationToken cancellationToken = default)
        => pipeline.FailAsync(SaveFailure.Canceled, async: true).AsTask();

    /// <summary>
    /// Prevents another interceptor from suppressing a concurrency failure. The rest of the save would be committed,
    /// including rows such as history of a change that was not saved.
    /// </summary>
    private void ThrowIfSuppressed(ConcurrencyExceptionEventData failure)
    {
        if (memory.Current is { Rows.Count: > 0 } save
            && failure.Entries.Any(entry => ModelPlan.Of(save.Context.Model).Find(entry.Metadata) is { IsReported: true }))
        {
            throw failure.Exception;
        }
    }
}
