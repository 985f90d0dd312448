using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Shared histories in migrations.</summary>
public abstract class SharedHistoryMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<string> Table = TransitionTable.Create<string>(
        "lamp", t => t.Initial("off").Permit("off", "on").Permit("on", "off"));

    [Fact]
    public async Task The_snapshot_matches_the_model_and_the_table_is_guarded_once()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("First", Two);

        await using var context = app.Open();
        Assert.False(context.Database.HasPendingModelChanges());
        await MoveAsync(app);
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"TransitionHistory\""));
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"TransitionHistory\" SET \"ToState\" = 'on'"));
    }

    [Fact]
    public async Task A_type_added_later_leaves_the_table_and_its_guard_unchanged()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Two);
        await MoveAsync(app);

        await app.GrowAsync("Second", model =>
        {
            Two(model);
            model.Entity<Fan>().HasTransitions(x => x.State, Table).WithHistory(h => h.Shared()).GuardInDatabase();
        });

        // The triggers of the new type read it to check whether a key already has a history.
        Assert.DoesNotContain(
            "TransitionHistory",
            app.LastMigration.Replace(@"FROM \""TransitionHistory\""", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        await using var db = app.Open();
        Assert.Equal(2, await db.SharedTransitions().CountAsync());
    }

    [Fact]
    public async Task Removing_the_last_guarded_type_also_removes_the_guard_of_the_table()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Two);
        await MoveAsync(app);

        await app.GrowAsync("Second", model =>
        {
            model.Entity<Lamp>().HasTransitions(x => x.State, Table).WithHistory(h => h.Shared());
            model.Entity<Heater>().HasTransitions(x => x.State, Table).WithHistory(h => h.Shared());
        });

        Assert.Null(await Attacks.TryAsync(app, "DELETE FROM \"TransitionHistory\""));
    }

    private static void Two(ModelBuilder model)
    {
        model.Entity<Lamp>().HasTransitions(x => x.State, Table).WithHistory(h => h.Shared()).GuardInDatabase();
        model.Entity<Heater>().HasTransitions(x => x.State, Table).WithHistory(h => h.Shared()).GuardInDatabase();
    }

    private static async Task MoveAsync(MigratingApplication app)
    {
        await using var db = app.Open();
        db.AddRange(new Lamp(), new Heater());
        await db.SaveChangesAsync();
    }

    private sealed class Lamp
    {
        public int Id { get; set; }

        public string State { get; set; } = "off";
    }

    private sealed class Heater
    {
        public int Id { get; set; }

        public string State { get; set; } = "off";
    }

    private sealed class Fan
    {
        public int Id { get; set; }

        public string State { get; set; } = "off";
    }
}

public sealed class SharedHistoryMigrationSqliteTests(SqliteDatabase database) : SharedHistoryMigrationTests<SqliteDatabase>(database);

public sealed class SharedHistoryMigrationPostgresTests(PostgresDatabase database) : SharedHistoryMigrationTests<PostgresDatabase>(database);
