using System.Transactions;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Infrastructure.Committing;

/// <summary>The transaction of System.Transactions that a context writes in, where its provider takes part in one.</summary>
internal static class AmbientTransaction
{
    /// <summary>The saves of the transactions that are open, each forgotten when it is over.</summary>
    private static readonly Dictionary<Transaction, CommitQueue> Queues = [];

    public static Transaction? Of(DbContext context)
        => context.Database.IsRelational()
            && context.GetService<IRelationalConnection>() is ITransactionEnlistmentManager manager
                ? manager.EnlistedTransaction ?? manager.CurrentAmbientTransaction
                : null;

    public static void Add(Transaction transaction, CommitDelivery save)
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

    private static void OnCompleted(object? sender, TransactionEventArgs completed)
    {
        CommitQueue? queue;
        lock (Queues)
        {
            Queues.Remove(completed.Transaction!, out queue);
        }

        if (completed.Transaction!.TransactionInformation.Status == TransactionStatus.Committed)
        {
            Synchronous.End(queue!.CommitAsync(async: false));
        }
        else
        {
            queue!.RollBack();
        }
    }
}
