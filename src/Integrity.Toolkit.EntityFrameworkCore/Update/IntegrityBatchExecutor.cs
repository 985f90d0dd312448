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
/// The second seam: inside EF Core's execution strategy, around the SQL of a save.
/// </summary>
internal sealed class IntegrityBatchExecutor(
    IBatchExecutor inner,
    ICurrentDbContext current,
    SaveMemory memory,
    SavePipeline pipeline) : IBatchExecutor
{
    public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        var session = Start();
        try
        {
            var rows = Writes(session)
                ? Synchronous.End(WriteAsync(session, commandBatches, connection, async: false, default))
                : inner.Execute(commandBatches, connection);
            Finish(session);
            return rows;
        }
        catch (Exception failure) when (failure is DbException or (DbUpdateException and not IIntegrityFailure))
        {
            var conflicts = new ConflictCollector();
            foreach (var candidate in Candidates(session, failure))
            {
                conflicts.Judge(candidate, Read(candidate));
            }

            if ((DbUpdateException?)conflicts.ToException(failure) is { } conflict)
            {
                throw conflict;
            }

            if (Synchronous.End(ExplainAsync(session, failure, async: false, default)) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
        finally
        {
            End(session);
        }
    }

    public async Task<int> ExecuteAsync(
        IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection,
        CancellationToken cancellationToken = default)
    {
        var session = Start();
        try
        {
            var rows = Writes(session)
                ? await WriteAsync(session, commandBatches, connection, async: true, cancellationToken).ConfigureAwait(false)
                : await inner.ExecuteAsync(commandBatches, connection, cancellationToken).ConfigureAwait(false);
            Finish(session);
            return rows;
        }
        catch (Exception failure) when (failure is DbException or (DbUpdateException and not IIntegrityFailure))
        {
            var conflicts = new ConflictCollector();
            foreach (var candidate in Candidates(session, failure))
            {
                conflicts.Judge(candidate, await ReadAsync(candidate, cancellationToken).ConfigureAwait(false));
            }

            if ((DbUpdateException?)conflicts.ToException(failure) is { } conflict)
            {
                throw conflict;
            }

            if (await ExplainAsync(session, failure, async: true, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
        finally
        {
            End(session);
        }
    }

    private bool Writes([NotNullWhen(true)] SaveContext? session)
        => session is not null && SaveExecutor.IsNeeded(session, pipeline.Stages);

    /// <summary>Apart from the callers: what the function refers to would cost them an object in every save.</summary>
    private ValueTask<int> WriteAsync(
        SaveContext session,
        IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection,
        bool async,
        CancellationToken cancellationToken)
        => SaveExecutor.ExecuteAsync(
            session,
            pipeline.Stages,
            connection,
            () => async
                ? new ValueTask<int>(inner.ExecuteAsync(commandBatches, connection, cancellationToken))
                : ValueTask.FromResult(inner.Execute(commandBatches, connection)),
            async,
            cancellationToken);

    private void End(SaveContext? session)
    {
        memory.IsExecuting = false;
        if (session is { SaveState: SaveState.Preparing })
        {
            session.KeepGeneratedKeys();
        }
    }

    private static void Finish(SaveContext? session) => session?.SaveState = SaveState.Executed;

    private SaveContext? Start()
    {
        memory.AutoDetectChanges.End();
        if (IsAccompanied())
        {
            InterceptorChanges.Apply(current.Context, memory, pipeline.Stages);
        }

        if (memory.Current is not null)
        {
            LostTransaction.Refuse(current.Context);
        }

        memory.IsExecuting = true;
        return memory.Current;
    }

    private bool IsAccompanied()
        => current.Context.GetService<IInterceptors>().Aggregate<ISaveChangesInterceptor>() is not SaveInterceptor;

    private List<ConflictCandidate> Candidates(SaveContext? session, Exception failure)
        => session is not null && failure is DbUpdateException update && !LostTransaction.Is(current.Context)
            ? [.. pipeline.Stages.SelectMany(stage => stage.ConflictCandidates(session, update))]
            : [];

    private ValueTask<IntegrityUpdateException?> ExplainAsync(
        SaveContext? session, Exception failure, bool async, CancellationToken cancellationToken)
        => new DatabaseErrorTranslator(current.Context)
        {
            IsSave = true,
            Rules = session is null
                ? null
                : (entry, taken, isCertain) => pipeline.Stages
                    .Select(stage => stage.Explain(session, entry, taken, isCertain)).FirstOrDefault(refusal => refusal is not null),
        }.ExplainAsync(failure, async, cancellationToken);

    private static ConflictCollector.Row Read(ConflictCandidate candidate)
    {
        try
        {
            return new ConflictCollector.Row(candidate.Entry.GetDatabaseValues(), Known: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A broken connection or an aborted transaction: what the database said first is the better error.
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
