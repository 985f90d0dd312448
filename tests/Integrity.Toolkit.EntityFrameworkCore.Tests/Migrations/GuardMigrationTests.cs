using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

public abstract class GuardMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_migration_creates_a_guard()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", MigratingModels.Guarded());

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_migration_drops_a_guard_and_reverting_it_restores_the_guard()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());

        await app.GrowAsync("Open", MigratingModels.Open());
        var open = await Attacks.TryAsync(app, "DELETE FROM \"Paper\" WHERE \"Id\" = 1");
        await app.MigrateAsync("Initial");

        Assert.Null(open);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Reverting_all_migrations_leaves_nothing_and_they_can_be_applied_again()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());

        await app.MigrateAsync("0");
        var left = await Attacks.GuardsAsync(app);
        await app.MigrateAsync();

        Assert.Equal(0, left);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task The_snapshot_of_a_guarded_model_matches_the_model()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded());

        await using var context = app.Open();

        Assert.False(context.Database.HasPendingModelChanges());
    }
}

public sealed class GuardMigrationOnSqliteTests(SqliteDatabase database) : GuardMigrationTests<SqliteDatabase>(database);

public sealed class GuardMigrationOnPostgresTests(PostgresDatabase database) : GuardMigrationTests<PostgresDatabase>(database);
