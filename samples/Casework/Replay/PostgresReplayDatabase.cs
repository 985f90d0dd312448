using Casework.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Casework.Replay;

/// <summary>A schema of its own in the database that was asked for, which stays there to be looked at.</summary>
internal sealed class PostgresReplayDatabase(CaseworkDatabase asked) : ReplayDatabase
{
    public const string Schema = "casework_replay";

    private const string Mark = "Made by Casework replay; emptied by the next one.";

    private NpgsqlConnection? _lock;
    private bool _made;

    public override string Name => "postgresql";

    public static CaseworkDatabase In(CaseworkDatabase database) => database with
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SearchPath = Schema,
            Pooling = false,
        }.ConnectionString,
    };

    public override async Task<CaseworkDatabase> PrepareAsync(CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(cancellationToken);
        _lock = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(asked.ConnectionString) { Pooling = false }.ConnectionString);
        await _lock.OpenAsync(cancellationToken);
        if (await AskAsync($"SELECT pg_try_advisory_lock(hashtext('{Schema}'))", cancellationToken) is not true)
        {
            throw new CommandException("Another replay is running in this database. Wait for it, or name another one.");
        }

        var mark = await AskAsync(
            $"SELECT coalesce(obj_description(oid), '') FROM pg_namespace WHERE nspname = '{Schema}'", cancellationToken);
        if (mark is not (null or Mark))
        {
            throw new CommandException($"The schema {Schema} is in use by something else than a replay.");
        }

        _made = true;
        await AskAsync(
            $"""
            DROP SCHEMA IF EXISTS {Schema} CASCADE;
            CREATE SCHEMA {Schema};
            COMMENT ON SCHEMA {Schema} IS '{Mark}'
            """,
            cancellationToken);
        return In(asked);
    }

    public override Task ClaimAsync(ReplayContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (_lock is null)
        {
            return;
        }

        if (_made && !Completed)
        {
            await AskAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE", CancellationToken.None);
        }

        await _lock.DisposeAsync();
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var db = new ReplayContext(
            new DbContextOptionsBuilder<ReplayContext>().UseNpgsql(asked.ConnectionString).Options);
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
