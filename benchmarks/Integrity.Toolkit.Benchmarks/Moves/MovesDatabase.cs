using System.Data.Common;
using Integrity.Toolkit.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Benchmarks.Moves;

/// <summary>A database with rows that have just been made and the first row of each one's history.</summary>
public sealed class MovesDatabase : IDisposable
{
    private readonly DbConnection _connection;
    private readonly DbContextOptions _options;
    private readonly Keeping _keeping;

    private MovesDatabase(string kind, Keeping keeping, int rows, string use)
    {
        _keeping = keeping;
        var options = new DbContextOptionsBuilder();
        if (kind == "SQLite")
        {
            _connection = new SqliteConnection("Data Source=:memory:");
            _connection.Open();
            options.UseSqlite(_connection);
        }
        else
        {
            var cluster = PostgresCluster.ConnectionStringAsync().GetAwaiter().GetResult();
            var name = $"moves_{use}_{keeping}_{rows}_{Environment.ProcessId}".ToLowerInvariant();
            _connection = new NpgsqlConnection($"{cluster};Database={name};Pooling=False");
            options.UseNpgsql(_connection);
        }

        _options = options.Options;
        using var context = Open();
        context.Database.EnsureDeleted();
        context.Database.EnsureCreated();
        context.Database.OpenConnection();
        Seed(rows);
    }

    public static IEnumerable<string> Kinds
        => PostgresCluster.ConnectionStringAsync().GetAwaiter().GetResult() is null ? ["SQLite"] : ["SQLite", "PostgreSQL"];

    public static MovesDatabase Create(string kind, Keeping keeping, int rows, string use) => new(kind, keeping, rows, use);

    public MovesContext Open() => new(_options, _keeping);

    public int Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>PostgreSQL keeps the rows as they were: without this each run would have more to pass over.</summary>
    public void Vacuum()
    {
        if (_connection is NpgsqlConnection)
        {
            if (_connection.State != System.Data.ConnectionState.Open)
            {
                _connection.Open();
            }

            Run("VACUUM \"Rows\"");
            Run($"VACUUM \"{MovesContext.HistoryTable}\"");
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>In the order in which a ledger wants it: the row, its history, its place in the history.</summary>
    private void Seed(int rows)
    {
        using var transaction = _connection.BeginTransaction();
        Run("INSERT INTO \"Rows\" (\"Id\", \"Title\", \"Status\") "
            + $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i, 'a title', 'New' FROM n");
        Run($"INSERT INTO \"{MovesContext.HistoryTable}\" (\"MovedRowId\", \"Sequence\", \"ToState\", \"Origin\", \"OffTable\", "
            + "\"ActorKind\", \"OccurredAt\", \"TableHash\") "
            + "SELECT \"Id\", 0, 'New', 'Assigned', FALSE, 'Unknown', CURRENT_TIMESTAMP, '' FROM \"Rows\"");
        Run("UPDATE \"Rows\" SET \"StatusSequence\" = 0");
        transaction.Commit();
    }
}
