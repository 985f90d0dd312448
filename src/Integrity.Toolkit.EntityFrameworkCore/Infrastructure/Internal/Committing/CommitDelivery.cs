using System.Transactions;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Infrastructure.Committing;

/// <summary>
/// Delivers one written save when its transaction is over: at once where there is none.
/// </summary>
internal sealed class CommitDelivery(SaveSession session, SaveStage[] stages)
{
    private readonly CommittedSave? _committed = session.State.Registered.Observers.IsEmpty ? null : Capture(session);

    public void Send()
    {
        if (session.Context.Database.CurrentTransaction is { } transaction)
        {
            var queue = CommitQueue.Of(transaction.GetDbTransaction());
            queue.Add(this);
            if (transaction is TrackedTransaction { IsOwned: false })
            {
                session.State.Unseen.Add(transaction.GetDbTransaction(), queue, this);
            }
        }
        else if (AmbientTransaction.Of(session.Context) is { } ambient)
        {
            ambient.TransactionCompleted += (_, completed) =>
            {
                if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
                {
                    Committed();
                }
                else
                {
                    RolledBack();
                }
            };
        }
        else
        {
            Committed();
        }
    }

    /// <summary>Whether the transaction's end has been heard of.</summary>
    public bool IsOver { get; private set; }

    public void Committed()
    {
        IsOver = true;
        if (_committed is null)
        {
            return;
        }

        foreach (var observer in session.State.Registered.Observers)
        {
            try
            {
                observer(_committed);
            }
            catch (Exception exception)
            {
                // The data is committed: the caller must not be told otherwise, and the others must still be called.
                Log.CommitObserverFailed(session.State.Logger, exception);
            }
        }
    }

    public void RolledBack()
    {
        IsOver = true;
        foreach (var stage in stages)
        {
            stage.RolledBack(session);
        }
    }

    /// <summary>Null where nothing changed that a block holds: types that are only watched are not reported.</summary>
    private static CommittedSave? Capture(SaveSession session)
    {
        List<CommittedChange> changes = [.. session.Entries
            .Where(planned => planned.Plan.IsReported)
            .Select(planned => new CommittedChange(
                planned.Entry.Entity, planned.Plan.Name, planned.Key(), planned.Operation))];
        return changes.Count == 0 ? null : new CommittedSave(changes.AsReadOnly(), session.Actor);
    }
}
