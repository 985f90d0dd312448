using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Update;

/// <summary>
/// The saves of one database transaction, in order, with its savepoints; shared by all contexts that use it.
/// </summary>
internal sealed class CommitQueue
{
    private static readonly ConditionalWeakTable<DbTransaction, CommitQueue> Queues = [];

    private readonly List<CommitNotification> _saves = [];
    private readonly List<(string Name, int Count)> _savepoints = [];

    public static CommitQueue Of(DbTransaction transaction) => Queues.GetOrCreateValue(transaction);

    public static CommitQueue? Find(DbTransaction transaction)
        => Queues.TryGetValue(transaction, out var queue) ? queue : null;

    /// <summary>
    /// Removes the queue of an earlier transaction. A provider may reuse one object for many transactions, as Npgsql does.
    /// </summary>
    public static void Clear(DbTransaction transaction) => Queues.Remove(transaction);

    public void Add(CommitNotification save) => _saves.Add(save);

    /// <summary>Throws if a save has asynchronous work after the commit, but the commit is synchronous.</summary>
    public void EnsureSynchronous() => _saves.ForEach(save => save.EnsureSynchronous());

    public ValueTask CommitAsync(bool async) => CommitNotification.CommittedAsync(Take(0), async);

    public void RollBack()
    {
        foreach (var save in Take(0))
        {
            save.RolledBack(isCertain: true);
        }
    }

    public void CreateSavepoint(string name) => _savepoints.Add((name, _saves.Count));

    public void ReleaseSavepoint(string name)
    {
        if (Find(name) is var i and >= 0)
        {
            _savepoints.RemoveRange(i, _savepoints.Count - i);
        }
    }

    public void RollBackToSavepoint(string name)
    {
        if (Find(name) is not (var i and >= 0))
        {
            return;
        }

        // The savepoint itself remains and can be rolled back to again; later savepoints no longer exist.
        _savepoints.RemoveRange(i + 1, _savepoints.Count - i - 1);
        foreach (var save in Take(_savepoints[i].Count))
        {
            save.RolledBack(isCertain: true);
        }
    }

    private int Find(string name) => _savepoints.FindLastIndex(savepoint => savepoint.Name == name);

    private List<CommitNotification> Take(int from)
    {
        var taken = _saves[from..];
        _saves.RemoveRange(from, taken.Count);
        return taken;
    }
}
