using System.Data.Common;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Runtime;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Saves in external transactions that EF Core uses. Their commit may not be observed.
/// </summary>
internal sealed class UnobservedCommits
{
    private readonly List<(DbTransaction Transaction, CommitQueue Queue, CommitNotification Save)> _saves = [];

    public void Add(DbTransaction transaction, CommitQueue queue, CommitNotification save)
        => _saves.Add((transaction, queue, save));

    /// <summary>Discards saves whose transaction ended without EF Core.</summary>
    public void Sweep(ContextState state)
    {
        if (_saves.Count == 0)
        {
            return;
        }

        var lost = _saves.Where(item => !item.Save.IsOver && IsOver(item.Transaction, item.Queue)).ToList();
        _saves.RemoveAll(item => item.Save.IsOver || IsOver(item.Transaction, item.Queue));
        if (lost.Count > 0)
        {
            Log.CommitUnknown(state.Logger, lost.Count);
            lost.ForEach(item => item.Save.RolledBack(isCertain: false));
        }
    }

    private static bool IsOver(DbTransaction transaction, CommitQueue queue)
    {
        try
        {
            return CommitQueue.Find(transaction) != queue || transaction.Connection is null;
        }
        catch (ObjectDisposedException)
        {
            // Npgsql throws after the transaction is disposed.
            return true;
        }
    }
}
