using System.Reflection;
using System.Transactions;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>The transaction of System.Transactions that a context writes in, where its provider takes part in one.</summary>
internal static class AmbientTransaction
{
    /// <summary>The saves of the transactions that are open, each forgotten when it is over.</summary>
    private static readonly Dictionary<Transaction, CommitQueue> Queues = [];

    /// <summary>Only the connection itself is asked by EF Core, in a property that is not public.</summary>
    private static readonly PropertyInfo? Support = typeof(RelationalConnection).GetProperty(
        "SupportsAmbientTransactions", BindingFlags.Instance | BindingFlags.NonPublic);

    public static Transaction? Of(DbContext context)
        => context.Database.IsRelational()
            && context.GetService<IRelationalConnection>() is ITransactionEnlistmentManager manager
                ? manager.EnlistedTransaction ?? Ambient(manager)
                : null;

    public static void Add(Transaction transaction, CommitNotification save)
    {
        bool isFirst;
        lock (Queues)
        {
            isFirst = !Queues.TryGetValue(transaction, out var queue);
            if (isFirst)
            {
                Queues.Add(transaction, queue = new CommitQueue());
            }

            queue!.Add(save);
        }

        // Last: of a transaction that is over by now this is told at once.
        if (isFirst)
        {
            transaction.TransactionCompleted += OnCompleted;
        }
    }

    /// <summary>Of a provider that takes no part in it, as SQLite's, EF Core writes past the transaction once its warning is off.</summary>
    private static Transaction? Ambient(ITransactionEnlistmentManager manager)
        => manager.CurrentAmbientTransaction is { } ambient
            && (manager is not RelationalConnection connection || Support?.GetValue(connection) is not false)
                ? ambient
                : null;

    private static void OnCompleted(object? sender, TransactionEventArgs completed)
    {
        CommitQueue? queue;
        lock (Queues)
        {
            Queues.Remove(completed.Transaction!, out queue);
        }

        if (completed.Transaction!.TransactionInformation.Status == TransactionStatus.Committed)
        {
            queue!.CommitAsync(async: false).GetCompletedResult();
        }
        else
        {
            queue!.RollBack();
        }
    }
}
