using Casework.Tickets.Demo;
using Microsoft.Data.Sqlite;
using Samples.Shared;
using Samples.Tests;

namespace Casework.Tests.Migrations;

public sealed class HeldTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task Startup_fails_and_names_the_missing_trigger_when_the_database_has_lost_a_guard()
    {
        var desk = CaseworkDatabase.Parse(await database.ConnectionStringAsync());
        await DeskSetup.RunAsync(desk, TimeProvider.System);
        await using (var connection = new SqliteConnection(desk.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER \"itk_Tickets_delete\"";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var refused = await Assert.ThrowsAsync<CommandException>(() => DeskSetup.RunAsync(desk, TimeProvider.System));

        Assert.Contains("Missing: Trigger itk_Tickets_delete of Tickets", refused.Message, StringComparison.Ordinal);
    }
}
