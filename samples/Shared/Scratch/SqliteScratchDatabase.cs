using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Samples.Shared.Scratch;

/// <summary>A SQLite file: a temporary one, or the specified one.</summary>
internal sealed class SqliteScratchDatabase(CaseworkDatabase? asked, ScratchUse use) : ScratchDatabase
{
    private readonly string _file = asked is null
        ? Path.Combine(Path.GetTempPath(), $"casework-{use.Name}-{Guid.NewGuid():N}.db")
        : new SqliteConnectionStringBuilder(asked.ConnectionString).DataSource;

    private bool _made;

    public override string Name => "sqlite";

    public override async Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken)
    {
        var database = new CaseworkDatabase(
            DatabaseKind.Sqlite,
            new SqliteConnectionStringBuilder(asked?.ConnectionString ?? "") { DataSource = _file, Pooling = false }
                .ConnectionString);
        if (File.Exists(_file) && new FileInfo(_file).Length > 0)
        {
            await RefuseOthersAsync(database, cancellationToken);
        }

        Delete();
        _made = true;
        return database;
    }

    protected override async Task ClaimAsync(DbContext db, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA application_id = {use.ApplicationId}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        if (_made && (asked is null || !Completed))
        {
            Delete();
        }

        return ValueTask.CompletedTask;
    }

    private async Task RefuseOthersAsync(CaseworkDatabase database, CancellationToken cancellationToken)
    {
        if (await ApplicationIdAsync(database, cancellationToken) != use.ApplicationId)
        {
            throw new CommandException($"{_file} was not created by {use.Name}. Specify another file.");
        }
    }

    private static async Task<long?> ApplicationIdAsync(CaseworkDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(database.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA application_id";
            return (long?)await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private void Delete()
    {
        foreach (var end in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(_file + end);
        }
    }
}
