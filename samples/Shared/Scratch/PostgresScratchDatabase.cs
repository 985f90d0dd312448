using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Samples.Shared.Scratch;

/// <summary>A schema of its own in the specified database, which is kept after the run.</summary>
internal sealed class PostgresScratchDatabase(CaseworkDatabase asked, ScratchUse use) : ScratchDatabase
{
    private NpgsqlConnection? _lock;
    private bool _made;

    public override string Name => "postgresql";

    public static CaseworkDatabase In(CaseworkDatabase database, ScratchUse use) => database with
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SearchPath = use.Schema,
            Pooling = false,
        }.ConnectionString,
    };

    public override async Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(cancellationToken);
        _lock = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(asked.ConnectionString) { Pooling = false }.ConnectionString);
        await _lock.OpenAsync(cancellationToken);
        if (await AskAsync($"SELECT pg_try_advisory_lock(hashtext('{use.Schema}'))", cancellationToken) is not true)
        {
            throw new CommandException(
                $"Another {use.Name} is running in this database. Wait for it to end, or specify another database.");
        }

        var mark = await AskAsync(
            $"SELECT coalesce(obj_description(oid), '') FROM pg_namespace WHERE nspname = '{use.Schema}'", cancellationToken);
        if (mark is not null && !use.Mark.Equals(mark))
        {
            throw new CommandException($"The schema {use.Schema} was not created by {use.Name}. Specify another database.");
        }

        _made = true;
        await AskAsync(
            $"""
            DROP SCHEMA IF EXISTS {use.Schema} CASCADE;
            CREATE SCHEMA {use.Schema};
            COMMENT ON SCHEMA {use.Schema} IS '{use.Mark}'
            """,
            cancellationToken);
        return In(asked, use);
    }

    protected override Task ClaimAsync(DbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (_lock is null)
        {
            return;
        }

        if (_made && !Completed)
        {
            await AskAsync($"DROP SCHEMA IF EXISTS {use.Schema} CASCADE", CancellationToken.None);
        }

        // A busy server detects a closed connection only after the next run has requested the lock.
        await AskAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None);
        await _lock.DisposeAsync();
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var db = new DbContext(new DbContextOptionsBuilder().UseNpgsql(asked.ConnectionString).Options);
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }
    }

    private async Task<object?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _lock);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
