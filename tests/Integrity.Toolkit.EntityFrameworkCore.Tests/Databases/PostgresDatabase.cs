using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Tests.Databases;

/// <summary>A separate database on a temporary PostgreSQL cluster.</summary>
public class PostgresDatabase : Database
{
    private static int _count;

    public override async Task<Action<DbContextOptionsBuilder>> CreateAsync()
    {
        var cluster = await PostgresCluster.ConnectionStringAsync();
        Assert.SkipWhen(cluster is null, PostgresCluster.WhyMissing);

        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await using var connection = new NpgsqlConnection($"{cluster};Database=postgres");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} STRATEGY FILE_COPY";
        await command.ExecuteNonQueryAsync();

        var connectionString = $"{cluster};Database={name};Maximum Pool Size=5;Connection Idle Lifetime=2;Connection Pruning Interval=1";
        return options => Quiet(options.UseNpgsql(connectionString));
    }
}
