using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// The transaction of a save in which a stage writes: the current transaction, with a savepoint like EF Core's, or one that
/// the save owns.
/// </summary>
internal sealed class SaveTransaction
{
    private const string Savepoint = "__IntegritySavePoint";

    private readonly DbContext _context;
    private readonly IRelationalConnection _connection;
    private readonly bool _async;
    private IDbContextTransaction? _own;
    private IDbContextTransaction? _marked;

    private readonly string? _alone;

    private SaveTransaction(DbContext context, IRelationalConnection connection, bool async, string? alone)
        => (_context, _connection, _async, _alone) = (context, connection, async, alone);

    /// <param name="context">The context.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="async">Whether to execute asynchronously.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="alone">
    /// The name of the operation, if it is not a save. It always has a savepoint, regardless of the context's setting for
    /// saves.
    /// </param>
    public static async ValueTask<SaveTransaction> BeginAsync(
        DbContext context,
        IRelationalConnection connection,
        bool async,
        CancellationToken cancellationToken,
        string? alone = null)
    {
        var transaction = new SaveTransaction(context, connection, async, alone);
        if (connection.CurrentTransaction is null && AmbientTransaction.Of(context) is null)
        {
            await transaction.BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await transaction.JoinAsync(cancellationToken).ConfigureAwait(false);
        }

        return transaction;
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (_own is not null)
        {
            await (_async ? _own.CommitAsync(cancellationToken) : Now(_own.Commit)).ConfigureAwait(false);
        }
    }

    /// <summary>Rolls back to the savepoint. A transaction that the save owns is rolled back when it ends.</summary>
    public async ValueTask RollBackAsync()
    {
        if (_marked is null || _connection.DbConnection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            // The save may be canceled, but the rollback must not be.
            await (_async ? _marked.RollbackToSavepointAsync(Savepoint) : Now(() => _marked.RollbackToSavepoint(Savepoint)))
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Logger().BatchExecutorFailedToRollbackToSavepoint(_context.GetType(), exception);
        }
    }

    public async ValueTask EndAsync()
    {
        if (_own is not null)
        {
            await (_async ? _own.DisposeAsync().AsTask() : Now(_own.Dispose)).ConfigureAwait(false);
            return;
        }

        if (_marked is not null && _connection.DbConnection.State == ConnectionState.Open)
        {
            try
            {
                await (_async ? _marked.ReleaseSavepointAsync(Savepoint) : Now(() => _marked.ReleaseSavepoint(Savepoint)))
                    .ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Logger().BatchExecutorFailedToReleaseSavepoint(_context.GetType(), exception);
            }
        }

        _ = _async ? await _connection.CloseAsync().ConfigureAwait(false) : _connection.Close();
    }

    private static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_context.Database.AutoTransactionBehavior == AutoTransactionBehavior.Never)
        {
            throw new InvalidOperationException(
                (_alone is null
                    ? "This save executes additional statements that must succeed or fail together with its entities, but "
                    : $"{_alone} executes several statements that must succeed or fail together, but ")
                + "AutoTransactionBehavior is Never. Begin a transaction first, or set it to WhenNeeded.");
        }

        _own = _async
            ? await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
            : _connection.BeginTransaction();
    }

    private async ValueTask JoinAsync(CancellationToken cancellationToken)
    {
        _ = _async ? await _connection.OpenAsync(cancellationToken).ConfigureAwait(false) : _connection.Open();
        if (_connection.CurrentTransaction is not { SupportsSavepoints: true } present
            || (_alone is null && !_context.Database.AutoSavepointsEnabled))
        {
            return;
        }

        try
        {
            await (_async
                ? present.CreateSavepointAsync(Savepoint, cancellationToken)
                : Now(() => present.CreateSavepoint(Savepoint))).ConfigureAwait(false);
            _marked = present;
        }
        catch
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IDiagnosticsLogger<DbLoggerCategory.Update> Logger()
        => _context.GetService<IDiagnosticsLogger<DbLoggerCategory.Update>>();
}
