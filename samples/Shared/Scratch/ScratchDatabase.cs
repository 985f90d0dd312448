using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Samples.Shared.Scratch;

/// <summary>
/// A place of a sample's own, so that its rows never mix with others. What an earlier run left there goes away.
/// </summary>
internal abstract class ScratchDatabase : IAsyncDisposable
{
    /// <summary>Where the rows of a use are, in the database that was asked for.</summary>
    public static CaseworkDatabase Where(CaseworkDatabase database, ScratchUse use)
        => database.Kind == DatabaseKind.Postgres ? PostgresScratchDatabase.In(database, use) : database;

    /// <summary>How the result names it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether all was done.</summary>
    public bool Completed { get; set; }

    /// <summary>Makes the place empty.</summary>
    /// <returns>Where to connect to.</returns>
    public abstract Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Removes what nobody asked to keep: a temporary place, and one where the run failed.</summary>
    public abstract ValueTask DisposeAsync();

    public static ScratchDatabase For(CaseworkDatabase? database, ScratchUse use) => database switch
    {
        null => new SqliteScratchDatabase(null, use),
        { Kind: DatabaseKind.Sqlite } => new SqliteScratchDatabase(database, use),
        _ => new PostgresScratchDatabase(database, use),
    };

    /// <summary>Makes the tables of a context. EnsureCreated makes none in a database that has tables of others.</summary>
    public async Task CreateTablesAsync(DbContext db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        await creator.CreateTablesAsync(cancellationToken);
        await ClaimAsync(db, cancellationToken);
    }

    /// <summary>Says that the tables are there, so that the next run knows whose they are.</summary>
    protected abstract Task ClaimAsync(DbContext db, CancellationToken cancellationToken);
}
