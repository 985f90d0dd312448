using Integrity.Toolkit.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Delivers one written save when its transaction is over: at once where there is none.
/// </summary>
internal sealed class CommitNotification(SaveContext session, SaveStage[] stages)
{
    private readonly CommittedSave? _committed = session.State.Registered.Observers.IsEmpty ? null : Capture(session);

    /// <summary>Whether the transaction's end has been heard of.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Delivers saves of one transaction: to the observers each, to the stages all those of a context together.</summary>
    public static async ValueTask CommittedAsync(List<CommitNotification> saves, bool async)
    {
        foreach (var save in saves)
        {
            save.IsOver = true;
            save.Observe();
        }

        if (saves is [var only])
        {
            await only.TellStagesAsync([only.Session], async).ConfigureAwait(false);
            return;
        }

        foreach (var context in saves.GroupBy(save => save.Session.State))
        {
            await context.Last().TellStagesAsync([.. context.Select(save => save.Session)], async).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of the transaction in which the save was made; false where there is none.</summary>
    public bool Await()
    {
        if (session.Context.Database.CurrentTransaction is { } transaction)
        {
            var queue = CommitQueue.Of(transaction.GetDbTransaction());
            queue.Add(this);
            if (transaction is TrackedTransaction { IsOwned: false })
            {
                session.Memory.Unobserved.Add(transaction.GetDbTransaction(), queue, this);
            }
        }
        else if (AmbientTransaction.Of(session.Context) is { } ambient)
        {
            AmbientTransaction.Add(ambient, this);
        }
        else
        {
            return false;
        }

        return true;
    }

    public void DemandSynchronous()
    {
        foreach (var stage in stages)
        {
            stage.DemandSynchronous(session);
        }
    }

    public void RolledBack(bool isCertain)
    {
        IsOver = true;
        foreach (var stage in stages)
        {
            stage.RolledBack(session, isCertain);
        }
    }

    /// <summary>Null where nothing changed that a block holds: types that are only watched are not reported.</summary>
    private static CommittedSave? Capture(SaveContext session)
    {
        List<CommittedChange> changes = [.. session.Entries
            .Where(planned => planned.Plan.IsReported)
            .Select(planned => new CommittedChange(
                planned.Entry.Entity, planned.Plan.Name, planned.Key(), planned.Operation))];
        return changes.Count == 0 ? null : new CommittedSave(changes.AsReadOnly(), session.Actor);
    }

    private SaveContext Session => session;

    private void Observe()
    {
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

    private async ValueTask TellStagesAsync(IReadOnlyList<SaveContext> sessions, bool async)
    {
        foreach (var stage in stages)
        {
            await stage.CommittedAsync(sessions, async).ConfigureAwait(false);
        }
    }
}
