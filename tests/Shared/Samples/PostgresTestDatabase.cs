using Integrity.Toolkit.Tests;
using Npgsql;

namespace Samples.Tests;

public sealed class PostgresTestDatabase : TestDatabase
{
    private readonly string _database = $"casework_{Guid.NewGuid():N}";
    private string? _server;

    public override string Name => "postgresql";

    public override async ValueTask<string> ConnectionStringAsync()
    {
        if (_server is null)
        {
            _server = await PostgresCluster.ConnectionStringAsync();
            Assert.SkipWhen(_server is null, PostgresCluster.WhyMissing);
            await ExecuteAsync($"CREATE DATABASE {_database}");
        }

        return new NpgsqlConnectionStringBuilder(_server) { Database = _database, Pooling = false }.ConnectionString;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await ExecuteAsync($"DROP DATABASE {_database} WITH (FORCE)");
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
