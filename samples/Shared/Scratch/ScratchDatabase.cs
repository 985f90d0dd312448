using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Samples.Shared.Scratch;

/// <summary>
/// A database or schema of a sample's own, whose rows are separate from others. It is emptied before each run.
/// </summary>
internal abstract class ScratchDatabase : IAsyncDisposable
{
    /// <summary>Returns the location of a use's rows in the specified database.</summary>
    public static CaseworkDatabase Where(CaseworkDatabase database, ScratchUse use)
        => database.Kind == DatabaseKind.Postgres ? PostgresScratchDatabase.In(database, use) : database;

    /// <summary>The name in the result.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the run completed.</summary>
    public bool Completed { get; set; }

    /// <summary>Empties the database or schema.</summary>
    /// <returns>The database to connect to.</returns>
    public abstract Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Removes a temporary database, and the results of a failed run.</summary>
    public abstract ValueTask DisposeAsync();

    public static ScratchDatabase For(CaseworkDatabase? database, ScratchUse use) => database switch
    {
        null => new SqliteScratchDatabase(null, use),
        { Kind: DatabaseKind.Sqlite } => new SqliteScratchDatabase(database, use),
        _ => new PostgresScratchDatabase(database, use),
    };

    /// <summary>
    /// Creates the tables of a context. EnsureCreated would not create them in a database that has other tables.
    /// </summary>
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

    /// <summary>Marks the tables as those of this use, for the next run.</summary>
    protected abstract Task ClaimAsync(DbContext db, CancellationToken cancellationToken);
}
