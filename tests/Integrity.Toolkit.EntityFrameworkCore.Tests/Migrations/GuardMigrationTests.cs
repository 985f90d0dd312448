using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

public abstract class GuardMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_migration_brings_a_guard_into_the_database()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", MigratingModels.Guarded());

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_migration_takes_a_guard_out_again_and_its_way_back_restores_it()
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
    public async Task All_the_way_down_leaves_nothing_behind_and_up_again_works()
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
    public async Task The_snapshot_of_a_guarded_model_read_back_is_the_model()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded());

        await using var context = app.Open();

        Assert.False(context.Database.HasPendingModelChanges());
    }
}

public sealed class GuardMigrationOnSqliteTests(SqliteDatabase database) : GuardMigrationTests<SqliteDatabase>(database);

public sealed class GuardMigrationOnPostgresTests(PostgresDatabase database) : GuardMigrationTests<PostgresDatabase>(database);
