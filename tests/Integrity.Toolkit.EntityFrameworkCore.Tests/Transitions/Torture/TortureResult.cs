using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Integrity.Toolkit.Tests.Transitions.Torture;

/// <summary>The results of the attempts of all workers.</summary>
internal sealed class TortureResult
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    private int _attempts;
    private int _moved;
    private int _refused;
    private int _conflicts;
    private int _retried;

    /// <summary>The fired triggers.</summary>
    public int Attempts => _attempts;

    /// <summary>The committed transitions.</summary>
    public int Moved => _moved;

    /// <summary>The triggers that the state did not permit.</summary>
    public int Refused => _refused;

    /// <summary>The saves with a concurrency conflict.</summary>
    public int Conflicts => _conflicts;

    /// <summary>The operations that were retried after a deadlock or similar error.</summary>
    public int Retried => _retried;

    /// <summary>All other exceptions.</summary>
    public ConcurrentQueue<Exception> Unexpected { get; } = new();

    /// <summary>Whether a failure is transient: a deadlock, a serialization failure or a busy database.</summary>
    public static bool IsTransient(Exception? failure) => failure is not null
        && (failure is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
            or DbException { IsTransient: true }
            || IsTransient(failure.InnerException));

    public void Attempt() => Interlocked.Increment(ref _attempts);

    public void CreateViolation() => Interlocked.Increment(ref _refused);

    public void Move(int count) => Interlocked.Add(ref _moved, count);

    public void Conflict() => Interlocked.Increment(ref _conflicts);

    public bool Retry()
    {
        Interlocked.Increment(ref _retried);
        return true;
    }

    public override string ToString()
        => $"{Attempts} attempts, {Moved} moved, {Refused} refused, {Conflicts} conflicts, {Retried} retried, "
            + $"{Unexpected.Count} unexpected";
}
