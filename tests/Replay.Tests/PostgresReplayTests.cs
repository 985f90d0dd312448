using Npgsql;
using Samples.Tests;

namespace Replay.Tests;

public sealed class PostgresReplayTests(PostgresTestDatabase database)
    : ReplayTests(database), IClassFixture<PostgresTestDatabase>
{
    [Fact]
    public async Task An_unrelated_schema_is_left_unchanged()
    {
        await using var other = new PostgresTestDatabase();
        await using var connection = new NpgsqlConnection(await other.ConnectionStringAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "CREATE SCHEMA casework_replay; CREATE TABLE casework_replay.diary (day date)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var outcome = await ReplayCommandLine.RunAsync(Log, "--database", await other.ConnectionStringAsync());

        Assert.Equal(2, outcome.ExitCode);
        command.CommandText = "SELECT count(*) FROM casework_replay.diary";
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
