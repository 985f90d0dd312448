using Integrity.Toolkit.Tests.Databases;

namespace Integrity.Toolkit.Tests.Migrations;

public abstract class MigrationsRemoveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Removing_the_last_migration_removes_its_added_guards_from_the_snapshot()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Open());
        app.Add("Guard", MigratingModels.Guarded());

        var snapshot = app.Remove();

        Assert.NotEmpty(Guards(app.LastSnapshot));
        Assert.Empty(Guards(snapshot));
    }

    [Fact]
    public async Task Removing_the_last_migration_restores_its_dropped_guards_in_the_snapshot()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded());
        var before = Guards(app.LastSnapshot);
        app.Add("Open", MigratingModels.Open());

        var snapshot = app.Remove();

        Assert.NotEmpty(before);
        Assert.Equal(before, Guards(snapshot));
    }

    private static List<string> Guards(string snapshot)
        => [.. snapshot.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("Integrity:", StringComparison.Ordinal))];
}

public sealed class MigrationsRemoveOnSqliteTests(SqliteDatabase database) : MigrationsRemoveTests<SqliteDatabase>(database);

public sealed class MigrationsRemoveOnPostgresTests(PostgresDatabase database) : MigrationsRemoveTests<PostgresDatabase>(database);
