using System.Reflection;
using System.Transactions;
using Integrity.Toolkit.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>The System.Transactions transaction in which a context writes, if its provider supports it.</summary>
internal static class AmbientTransaction
{
    /// <summary>The saves of open transactions. An entry is removed when its transaction ends.</summary>
    private static readonly Dictionary<Transaction, CommitQueue> Queues = [];

    /// <summary>
    /// The non-public property that EF Core uses to check whether a connection supports ambient transactions.
    /// </summary>
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

        // Must be last: for a completed transaction, the event is raised immediately.
        if (isFirst)
        {
            transaction.TransactionCompleted += OnCompleted;
        }
    }

    /// <summary>
    /// Returns null for a provider without support, such as SQLite: EF Core ignores the transaction after its warning is
    /// disabled.
    /// </summary>
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
