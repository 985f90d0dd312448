using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Makes EF Core's transactions report when they have ended.
/// </summary>
/// <remarks>
/// EF Core's own callbacks are not sufficient: in <c>TransactionCommitted</c>, the context cannot be used yet; a disposed
/// transaction raises no event; and <c>RolledBackToSavepoint</c> does not specify the savepoint.
/// </remarks>
internal sealed class TrackedTransactionFactory(
    IRelationalTransactionFactory? provider,
    bool isProviderKnown,
    RelationalTransactionFactoryDependencies dependencies) : IRelationalTransactionFactory
{
    private bool _isSure = isProviderKnown;

    public RelationalTransaction Create(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned)
    {
        MakeSure(connection);
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

    /// <summary>
    /// If a block was enabled before the provider, the provider's own factory was not registered. Most providers have none.
    /// </summary>
    private void MakeSure(IRelationalConnection connection)
    {
        if (!_isSure)
        {
            var assembly = connection.GetType().Assembly;
            if (assembly.GetTypes().Any(type => type is { IsAbstract: false, IsInterface: false }
                && type.IsAssignableTo(typeof(IRelationalTransactionFactory))))
            {
                throw new InvalidOperationException(
                    $"{assembly.GetName().Name} has its own transaction factory. Call its Use...() method before the first block "
                    + "of Integrity.Toolkit is enabled.");
            }

            _isSure = true;
        }
    }
}
