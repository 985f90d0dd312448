using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Executes the SQL of a save within EF Core's execution strategy, and translates its errors.
/// </summary>
internal sealed class IntegrityBatchExecutor(
    IBatchExecutor inner,
    ICurrentDbContext current,
    SaveTracker memory,
    SavePipeline pipeline) : IBatchExecutor
{
    public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        var save = Start();
        try
        {
            var rows = Writes(save)
                ? WriteAsync(save, commandBatches, connection, async: false, default).GetCompletedResult()
                : inner.Execute(commandBatches, connection);
            Finish(save);
            return rows;
        }
        catch (Exception failure) when (failure is DbException or (DbUpdateException and not IIntegrityError))
        {
            var conflicts = new ConflictCollector();
            foreach (var candidate in Candidates(save, failure))
            {
                conflicts.Evaluate(candidate, Read(candidate));
            }

            if ((DbUpdateException?)conflicts.ToException(failure) is { } conflict)
            {
                throw conflict;
            }

            if (ExplainAsync(save, failure, async: false, default).GetCompletedResult() is { } violation)
            {
                throw violation;
            }

            throw;
        }
        finally
        {
            End(save);
        }
    }

    public async Task<int> ExecuteAsync(
        IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection,
        CancellationToken cancellationToken = default)
    {
        var save = Start();
        try
        {
            var rows = Writes(save)
                ? await WriteAsync(save, commandBatches, connection, async: true, cancellationToken).ConfigureAwait(false)
                : await inner.ExecuteAsync(commandBatches, connection, cancellationToken).ConfigureAwait(false);
            Finish(save);
            return rows;
        }
        catch (Exception failure) when (failure is DbException or (DbUpdateException and not IIntegrityError))
        {
            var conflicts = new ConflictCollector();
            foreach (var candidate in Candidates(save, failure))
            {
                conflicts.Evaluate(candidate, await ReadAsync(candidate, cancellationToken).ConfigureAwait(false));
            }

            if ((DbUpdateException?)conflicts.ToException(failure) is { } conflict)
            {
                throw conflict;
            }

            if (await ExplainAsync(save, failure, async: true, cancellationToken).ConfigureAwait(false) is { } violation)
            {
                throw violation;
            }

            throw;
        }
        finally
        {
            End(save);
        }
    }

    private bool Writes([NotNullWhen(true)] SaveContext? save)
        => save is not null && SaveExecutor.IsNeeded(save, pipeline.Stages);

    /// <summary>Separate from the callers, whose closure would otherwise be allocated in every save.</summary>
    private ValueTask<int> WriteAsync(
        SaveContext save,
        IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection,
        bool async,
        CancellationToken cancellationToken)
        => SaveExecutor.ExecuteAsync(
            save,
            pipeline.Stages,
            connection,
            () => async
                ? new ValueTask<int>(inner.ExecuteAsync(commandBatches, connection, cancellationToken))
                : ValueTask.FromResult(inner.Execute(commandBatches, connection)),
            async,
            cancellationToken);

    private void End(SaveContext? save)
    {
        memory.IsExecuting = false;
        if (save is { SaveState: SaveState.Preparing })
        {
            save.KeepGeneratedKeys();
        }
    }

    private static void Finish(SaveContext? save) => save?.SaveState = SaveState.Executed;

    private SaveContext? Start()
    {
        memory.AutoDetectChanges.End();
        if (IsAccompanied())
        {
            InterceptorChanges.Apply(current.Context, memory, pipeline.Stages);
        }

        if (memory.Current is not null)
        {
            LostTransaction.ThrowIfLost(current.Context);
        }

        memory.IsExecuting = true;
        return memory.Current;
    }

    private bool IsAccompanied()
        => current.Context.GetService<IInterceptors>().Aggregate<ISaveChangesInterceptor>() is not SaveInterceptor;

    private List<ConflictCandidate> Candidates(SaveContext? save, Exception failure)
        => save is not null && failure is DbUpdateException update && !LostTransaction.Is(current.Context)
            ? [.. pipeline.Stages.SelectMany(stage => stage.ConflictCandidates(save, update))]
            : [];

    private ValueTask<IntegrityUpdateException?> ExplainAsync(
        SaveContext? save, Exception failure, bool async, CancellationToken cancellationToken)
        => new DatabaseErrorTranslator(current.Context)
        {
            IsSave = true,
            Rules = save is null
                ? null
                : (entry, taken, isCertain) => pipeline.Stages
                    .Select(stage => stage.Explain(save, entry, taken, isCertain)).FirstOrDefault(violation => violation is not null),
        }.ExplainAsync(failure, async, cancellationToken);

    private static ConflictCollector.Row Read(ConflictCandidate candidate)
    {
        try
        {
            return new ConflictCollector.Row(candidate.Entry.GetDatabaseValues(), Known: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The connection is broken or the transaction is aborted, and the original error is more useful.
            return default;
        }
    }

    private static async Task<ConflictCollector.Row> ReadAsync(ConflictCandidate candidate, CancellationToken cancellationToken)
    {
        try
        {
            var values = await candidate.Entry.GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false);
            return new ConflictCollector.Row(values, Known: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return default;
        }
    }
}
