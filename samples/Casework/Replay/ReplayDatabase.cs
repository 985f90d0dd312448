using Casework.Hosting;

namespace Casework.Replay;

/// <summary>
/// A place of the replay's own, so that its tickets never mix with others. What an earlier replay left there goes away.
/// </summary>
internal abstract class ReplayDatabase : IAsyncDisposable
{
    /// <summary>Where the tickets of a replay are, in the database that was asked for.</summary>
    public static CaseworkDatabase Where(CaseworkDatabase database)
        => database.Kind == DatabaseKind.Postgres ? PostgresReplayDatabase.In(database) : database;

    /// <summary>How the result names it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether all was played.</summary>
    public bool Completed { get; set; }

    /// <summary>Makes the place empty.</summary>
    /// <returns>Where to connect to.</returns>
    public abstract Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Says that the tables are there, so that the next replay knows whose they are.</summary>
    public abstract Task ClaimAsync(ReplayContext db, CancellationToken cancellationToken);

    /// <summary>Removes what nobody asked to keep: a temporary place, and one where the replay failed.</summary>
    public abstract ValueTask DisposeAsync();

    public static ReplayDatabase For(CaseworkDatabase? database) => database switch
    {
        null => new SqliteReplayDatabase(null),
        { Kind: DatabaseKind.Sqlite } => new SqliteReplayDatabase(database),
        _ => new PostgresReplayDatabase(database),
    };
}
