using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>New versions of a transition table, and exclusion constraints, in migrations.</summary>
public abstract class TableMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task An_added_transition_is_one_drop_and_one_create_and_no_change_in_the_next_migration()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Model("new", "open"));

        await app.GrowAsync("Second", Model("new", "open", "closed"));
        var second = app.LastMigration;
        await app.GrowAsync("Third", Model("new", "open", "closed"));

        Assert.Equal(2, Up(second).Split("\"Integrity:Action\", \"drop\"").Length - 1 + Up(second).Split("\"Integrity:Action\", \"create\"").Length - 1);
        Assert.DoesNotContain("migrationBuilder.", app.LastMigration, StringComparison.Ordinal);
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new')");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open'");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'closed'");
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'new'"));
    }

    [Fact]
    public async Task Reverting_restores_the_previous_transition_table()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Model("new", "open"));
        await app.GrowAsync("Second", Model("new", "open", "closed"));

        await app.MigrateAsync("First");

        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new')");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open'");
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'closed'"));
    }

    [Fact]
    public async Task Rows_in_a_state_missing_from_the_new_table_are_counted_before_the_migration()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Model("new", "open", "closed"));
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new'), (2, 'new')");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open'");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'closed' WHERE \"Id\" = 2");
        await using var next = app.Open(Model("new", "open"));

        var inTheWay = (await next.Database.FindViolationsAsync()).Where(rows => rows.Count > 0).ToList();

        Assert.Equal(2, Assert.Single(inTheWay.SelectMany(rows => rows.Keys).Select(key => key[0]).Distinct()));
    }

    [Fact]
    public async Task State_invariants_are_added_changed_and_removed_by_migrations()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Without", Model("new", "open"));
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (5, 'new'), (9, 'new')");

        await app.GrowAsync("With", Model(["new", "open"], below: 6));
        await app.GrowAsync("Same", Model(["new", "open"], below: 6));
        var same = app.LastMigration;
        var six = await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'open' WHERE \"Id\" = 9");
        await app.GrowAsync("More", Model(["new", "open"], below: 10));
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open' WHERE \"Id\" = 9");
        await using var less = app.Open(Model(["new", "open"], below: 6));
        var inTheWay = (await less.Database.FindViolationsAsync()).Where(rows => rows.Count > 0).ToList();
        await app.RunAsync("DELETE FROM \"Errand\"");
        await app.MigrateAsync("Without");
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (99, 'new')");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open'");

        Assert.NotNull(six);
        Assert.DoesNotContain("migrationBuilder.", same, StringComparison.Ordinal);
        Assert.Equal(9, Assert.Single(inTheWay, rows => rows.Code == "errand.id").Keys.Single()[0]);
    }

    [Fact]
    public async Task An_exclusion_is_added_removed_and_kept_when_a_column_changes()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Without", Stays(isExclusive: false));

        await app.GrowAsync("With", Stays(isExclusive: true));
        await app.GrowAsync("Longer", Stays(isExclusive: true, stay => stay.Property(x => x.Note).HasMaxLength(9)));
        await app.RunAsync(Stay(1, "2026-01-01", "2026-01-05"));
        var overlapping = await Attacks.TryAsync(app, Stay(2, "2026-01-04", "2026-01-06"));
        await app.RunAsync(Stay(3, "2026-01-05", "2026-01-06"));
        await app.MigrateAsync("Without");
        await app.RunAsync(Stay(4, "2026-01-04", "2026-01-06"));

        Assert.NotNull(overlapping);
    }

    private static string Up(string migration)
        => migration[..migration.IndexOf("override void Down", StringComparison.Ordinal)];

    private static Action<ModelBuilder> Model(params string[] states) => Model(states, below: null);

    private static Action<ModelBuilder> Model(string[] states, int? below)
    {
        var table = TransitionTable.Create<string>("errand", t =>
        {
            t.Initial(states[0]);
            for (var i = 1; i < states.Length; i++)
            {
                t.Permit(states[i - 1], states[i]);
            }

            t.Terminal(states[^1]);
            if (below is { } limit)
            {
                t.Invariant<Errand>(states[^1], x => x.Id < limit, "errand.id");
            }
        });

        return model => model.Entity<Errand>().HasTransitions(x => x.Status, table).GuardInDatabase();
    }

    private static Action<ModelBuilder> Stays(
        bool isExclusive, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Stay>>? more = null) => model =>
    {
        model.Entity<Stay>();
        if (isExclusive)
        {
            model.Entity<Stay>().HasExclusion(x => x.RoomId, "stay.overlaps").WithPeriod(x => x.From, x => x.Until);
        }

        more?.Invoke(model.Entity<Stay>());
    };

    private static string Stay(int id, string from, string until)
        => $"INSERT INTO \"Stay\" (\"Id\", \"RoomId\", \"From\", \"Until\") VALUES ({id}, 1, '{from}', '{until}')";
}

public sealed class TableMigrationOnSqliteTests(SqliteDatabase database) : TableMigrationTests<SqliteDatabase>(database);

public sealed class TableMigrationOnPostgresTests(PostgresDatabase database) : TableMigrationTests<PostgresDatabase>(database);
