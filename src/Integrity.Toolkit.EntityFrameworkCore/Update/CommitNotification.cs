using Integrity.Toolkit.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Notifies the stages and observers of a save after its transaction ends, or immediately if there is none.
/// </summary>
internal sealed class CommitNotification(SaveContext save, SaveStage[] stages)
{
    private readonly CommittedSave? _committed = save.State.Registered.Observers.IsEmpty ? null : Capture(save);

    /// <summary>Whether the transaction has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Notifies for the saves of one transaction: the observers per save, and the stages once per context.</summary>
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

    /// <summary>Enqueues the notification until the transaction of the save ends. Returns false if there is none.</summary>
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

    /// <summary>Returns null if no reported types changed. Types that are only watched are not reported.</summary>
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
                // The data is committed, so the exception must not reach the caller, and the other observers must be called.
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
