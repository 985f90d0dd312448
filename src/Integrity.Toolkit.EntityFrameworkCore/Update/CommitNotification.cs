using Integrity.Toolkit.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Notifies stages and observers of a save when its transaction is over, or at once where there is none.
/// </summary>
internal sealed class CommitNotification(SaveContext save, SaveStage[] stages)
{
    private readonly CommittedSave? _committed = save.State.Registered.Observers.IsEmpty ? null : Capture(save);

    /// <summary>Whether the transaction is known to have ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Notifies of the saves of one transaction: the observers of each, and the stages once for each context.</summary>
    public static async ValueTask CommittedAsync(List<CommitNotification> notifications, bool async)
    {
        foreach (var notification in notifications)
        {
            notification.IsOver = true;
            notification.NotifyObservers();
        }

        if (notifications is [var only])
        {
            await only.NotifyStagesAsync([only.Save], async).ConfigureAwait(false);
            return;
        }

        foreach (var context in notifications.GroupBy(notification => notification.Save.State))
        {
            await context.Last().NotifyStagesAsync([.. context.Select(notification => notification.Save)], async)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Enqueues the notification until the transaction of the save ends; returns false where there is none.</summary>
    public bool Enqueue()
    {
        if (save.Context.Database.CurrentTransaction is { } transaction)
        {
            var queue = CommitQueue.Of(transaction.GetDbTransaction());
            queue.Add(this);
            if (transaction is TrackedTransaction { IsOwned: false })
            {
                save.Memory.Unobserved.Add(transaction.GetDbTransaction(), queue, this);
            }
        }
        else if (AmbientTransaction.Of(save.Context) is { } ambient)
        {
            AmbientTransaction.Add(ambient, this);
        }
        else
        {
            return false;
        }

        return true;
    }

    public void EnsureSynchronous()
    {
        foreach (var stage in stages)
        {
            stage.EnsureSynchronous(save);
        }
    }

    public void RolledBack(bool isCertain)
    {
        IsOver = true;
        foreach (var stage in stages)
        {
            stage.OnRolledBack(save, isCertain);
        }
    }

    /// <summary>Null where nothing changed that a block holds: types that are only watched are not reported.</summary>
    private static CommittedSave? Capture(SaveContext save)
    {
        List<CommittedChange> changes = [.. save.Entries
            .Where(planned => planned.Plan.IsReported)
            .Select(planned => new CommittedChange(
                planned.Entry.Entity, planned.Plan.Name, planned.Key(), planned.Operation))];
        return changes.Count == 0 ? null : new CommittedSave(changes.AsReadOnly(), save.Actor);
    }

    private SaveContext Save => save;

    private void NotifyObservers()
    {
        if (_committed is null)
        {
            return;
        }

        foreach (var observer in save.State.Registered.Observers)
        {
            try
            {
                observer(_committed);
            }
            catch (Exception exception)
            {
                // The data is committed: the caller must not be told otherwise, and the others must still be called.
                Log.CommitObserverFailed(save.State.Logger, exception);
            }
        }
    }

    private async ValueTask NotifyStagesAsync(IReadOnlyList<SaveContext> saves, bool async)
    {
        foreach (var stage in stages)
        {
            await stage.OnCommittedAsync(saves, async).ConfigureAwait(false);
        }
    }
}
