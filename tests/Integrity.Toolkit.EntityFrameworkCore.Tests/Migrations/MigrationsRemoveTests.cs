using Integrity.Toolkit.Tests.Databases;

namespace Integrity.Toolkit.Tests.Migrations;

public abstract class MigrationsRemoveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task The_last_migration_can_be_removed_and_the_snapshot_is_that_of_the_one_before()
    {
        var app = await GrowingApp.CreateAsync(database);
        app.Add("Initial", GrowingModels.Open());
        var before = app.LastSnapshot;
        app.Add("Guard", GrowingModels.Guarded());

        var after = app.Remove();

        Assert.NotEqual(before, app.LastSnapshot);
        Assert.Equal(before, after);
    }
}

public sealed class MigrationsRemoveOnSqliteTests(SqliteDatabase database) : MigrationsRemoveTests<SqliteDatabase>(database);

public sealed class MigrationsRemoveOnPostgresTests(PostgresDatabase database) : MigrationsRemoveTests<PostgresDatabase>(database);
