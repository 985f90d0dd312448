using System.Data.Common;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// A transaction that notifies its saves of its outcome, after EF Core has released it.
/// </summary>
internal sealed class TrackedTransaction(
    RelationalTransaction? provider,
    IRelationalConnection connection,
    DbTransaction transaction,
    Guid transactionId,
    IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
    bool transactionOwned,
    ISqlGenerationHelper sqlGenerationHelper)
    : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sqlGenerationHelper)
{
    private readonly DbTransaction _transaction = transaction;
    private readonly DbContext? _context = connection.Context;
    private bool _ended;

    /// <summary>Whether EF Core began the transaction, and ends it.</summary>
    public bool IsOwned { get; } = transactionOwned;

    /// <summary>Whether the application commits. The errors of a save's own commit are translated with the save.</summary>
    private bool IsOwnCommit => _context is not null && SaveTracker.Find(_context) is { IsExecuting: false };

    private DatabaseErrorTranslator Errors => new(_context!);

    public override bool SupportsSavepoints => provider?.SupportsSavepoints ?? base.SupportsSavepoints;

    public override void Commit()
    {
        var queue = CommitQueue.Find(_transaction);
        queue?.EnsureSynchronous();
        try
        {
            if (provider is null)
            {
                base.Commit();
            }
            else
            {
                provider.Commit();
            }
        }
        catch (DbException failure) when (IsOwnCommit)
        {
            if (Errors.ExplainAsync(failure, async: false, default).GetCompletedResult() is { } violation)
            {
                throw violation;
            }

            throw;
        }

        _ended = true;
        if (queue is not null)
        {
            queue.CommitAsync(async: false).GetCompletedResult();
        }
    }

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        var queue = CommitQueue.Find(_transaction);
        try
        {
            await (provider is null ? base.CommitAsync(cancellationToken) : provider.CommitAsync(cancellationToken))
                .ConfigureAwait(false);
        }
        catch (DbException failure) when (IsOwnCommit)
        {
            if (await Errors.ExplainAsync(failure, async: true, cancellationToken).ConfigureAwait(false) is { } violation)
            {
                throw violation;
            }

            throw;
        }

        _ended = true;
        if (queue is not null)
        {
            await queue.CommitAsync(async: true).ConfigureAwait(false);
        }
    }

    public override void Rollback()
    {
        var queue = CommitQueue.Find(_transaction);
        if (provider is null)
        {
            base.Rollback();
        }
        else
        {
            provider.Rollback();
        }

        _ended = true;
        queue?.RollBack();
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        var queue = CommitQueue.Find(_transaction);
        await (provider is null ? base.RollbackAsync(cancellationToken) : provider.RollbackAsync(cancellationToken))
            .ConfigureAwait(false);
        _ended = true;
        queue?.RollBack();
    }

    public override void CreateSavepoint(string name)
    {
        if (provider is null)
        {
            base.CreateSavepoint(name);
        }
        else
        {
            provider.CreateSavepoint(name);
        }

        CommitQueue.Of(_transaction).CreateSavepoint(name);
    }

    public override async Task CreateSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await (provider is null
            ? base.CreateSavepointAsync(name, cancellationToken)
            : provider.CreateSavepointAsync(name, cancellationToken)).ConfigureAwait(false);
        CommitQueue.Of(_transaction).CreateSavepoint(name);
    }

    public override void RollbackToSavepoint(string name)
    {
        if (provider is null)
        {
            base.RollbackToSavepoint(name);
        }
        else
        {
            provider.RollbackToSavepoint(name);
        }

        CommitQueue.Of(_transaction).RollBackToSavepoint(name);
    }

    public override async Task RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await (provider is null
            ? base.RollbackToSavepointAsync(name, cancellationToken)
            : provider.RollbackToSavepointAsync(name, cancellationToken)).ConfigureAwait(false);
        CommitQueue.Of(_transaction).RollBackToSavepoint(name);
    }

    public override void ReleaseSavepoint(string name)
    {
        if (provider is null)
        {
            base.ReleaseSavepoint(name);
        }
        else
        {
            provider.ReleaseSavepoint(name);
        }

        CommitQueue.Of(_transaction).ReleaseSavepoint(name);
    }

    public override async Task ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await (provider is null
            ? base.ReleaseSavepointAsync(name, cancellationToken)
            : provider.ReleaseSavepointAsync(name, cancellationToken)).ConfigureAwait(false);
        CommitQueue.Of(_transaction).ReleaseSavepoint(name);
    }

    public override void Dispose()
    {
        var queue = Abandoned();
        if (provider is null)
        {
            base.Dispose();
        }
        else
        {
            provider.Dispose();
        }

        _ended = true;
        queue?.RollBack();
    }

    public override async ValueTask DisposeAsync()
    {
        var queue = Abandoned();
        if (provider is null)
        {
            await base.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }

        _ended = true;
        queue?.RollBack();
    }

    /// <summary>
    /// Returns the queue of a transaction that is disposed without a commit. An owned transaction is then rolled back;
    /// another one may still be committed.
    /// </summary>
    /// <remarks>Must be read before the transaction is released, because another thread may then reuse the object.</remarks>
    private CommitQueue? Abandoned() => IsOwned && !_ended ? CommitQueue.Find(_transaction) : null;
}
