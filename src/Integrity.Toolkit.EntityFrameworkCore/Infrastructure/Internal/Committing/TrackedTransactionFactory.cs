using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Infrastructure.Committing;

/// <summary>
/// Makes EF Core's transactions say when they are really over.
/// </summary>
/// <remarks>
/// EF Core's own callbacks do not: at <c>TransactionCommitted</c> the context cannot be used yet, a disposed transaction
/// raises nothing, and <c>RolledBackToSavepoint</c> does not say which savepoint.
/// </remarks>
internal sealed class TrackedTransactionFactory(
    IRelationalTransactionFactory? provider,
    RelationalTransactionFactoryDependencies dependencies) : IRelationalTransactionFactory
{
    public RelationalTransaction Create(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned)
    {
        if (transactionOwned)
        {
            CommitQueue.Clear(transaction);
        }

        return new TrackedTransaction(
            provider?.Create(connection, transaction, transactionId, logger, transactionOwned),
            connection,
            transaction,
            transactionId,
            logger,
            transactionOwned,
            dependencies.SqlGenerationHelper);
    }
}
