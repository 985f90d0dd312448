using System.Data.Common;
using BenchmarkDotNet.Attributes;
using Integrity.Toolkit.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Benchmarks.Guards;

/// <summary>
/// One UPDATE of every row, sent by hand: each row moves its status along the table and its version by one, so that each guard
/// looks at it and lets it through.
/// </summary>
public class GuardBenchmarks
{
    private const string Update = "UPDATE \"Rows\" SET \"Status\" = CASE \"Status\" WHEN 'Opened' THEN 'Waiting' ELSE 'Opened' END, "
        + "\"Version\" = \"Version\" + 1";

    private readonly string _folder = Directory.CreateTempSubdirectory("guards").FullName;
    private DbConnection _connection = null!;

    public static IEnumerable<string> Databases
        => PostgresCluster.ConnectionStringAsync().GetAwaiter().GetResult() is null ? ["SQLite"] : ["SQLite", "PostgreSQL"];

    [Params(1_000, 100_000)]
    public int Rows { get; set; }

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "SQLite";

    [GlobalSetup(Target = nameof(Bare))]
    public void CreateBare() => Create(Guard.None);

    [GlobalSetup(Target = nameof(Status))]
    public void CreateStatus() => Create(Guard.Status);

    [GlobalSetup(Target = nameof(Version))]
    public void CreateVersion() => Create(Guard.Version);

    [GlobalSetup(Target = nameof(Delete))]
    public void CreateDelete() => Create(Guard.Delete);

    [GlobalSetup(Target = nameof(AppendOnly))]
    public void CreateAppendOnly() => Create(Guard.AppendOnly);

    /// <summary>PostgreSQL keeps the rows as they were: without this each run would have more to pass over.</summary>
    [IterationCleanup]
    public void Vacuum()
    {
        if (_connection is NpgsqlConnection)
        {
            Run("VACUUM \"Rows\"");
        }
    }

    [GlobalCleanup]
    public void Close()
    {
        _connection.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Benchmark(Baseline = true)]
    public int Bare() => Move();

    [Benchmark]
    public int Status() => Move();

    [Benchmark]
    public int Version() => Move();

    [Benchmark]
    public int Delete() => Move();

    [Benchmark]
    public int AppendOnly() => Move();

    private int Move()
    {
        var rows = Run(Update);
        return rows == Rows ? rows : throw new InvalidOperationException($"{rows} rows were updated, not {Rows}.");
    }

    private void Create(Guard guard)
    {
        var options = new DbContextOptionsBuilder();
        if (Database == "SQLite")
        {
            options.UseSqlite($"Data Source={Path.Combine(_folder, $"{guard}.sqlite")};Pooling=False");
        }
        else
        {
            var cluster = PostgresCluster.ConnectionStringAsync().GetAwaiter().GetResult();
            options.UseNpgsql($"{cluster};Database=guards_{guard}_{Rows}_{Environment.ProcessId};Pooling=False".ToLowerInvariant());
        }

        using var context = new GuardedContext(options.Options, guard);
        context.Database.EnsureDeleted();
        context.Database.EnsureCreated();
        _connection = Database == "SQLite"
            ? new SqliteConnection(context.Database.GetConnectionString())
            : new NpgsqlConnection(context.Database.GetConnectionString());
        _connection.Open();
        Run("INSERT INTO \"Rows\" (\"Id\", \"Title\", \"Customer\", \"Priority\", \"Status\", \"Version\") "
            + $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) "
            + "SELECT i, 'a title', 'a customer', 1, 'New', 1 FROM n");
    }

    private int Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
