using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>A ledger that is added to a table with rows, changes with its table, and is removed.</summary>
public abstract class LedgerMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Rows_without_history_get_their_current_state_as_first_entry_and_can_transition()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Without", model => model.Entity<Errand>());
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new'), (2, 'open'), (3, 'gone')");

        await app.GrowAsync("With", Ledger("new", "open", "closed"));
        await MoveAsync(app, 2, "closed");

        Assert.Equal("0:-new", await HistoryAsync(app, 1));
        Assert.Equal("0:-open 1:open-closed", await HistoryAsync(app, 2));
        Assert.Equal("0:-gone", await HistoryAsync(app, 3));
        await using var db = app.Open();
        var row = (await db.Entry(await db.Set<Errand>().SingleAsync(x => x.Id == 1)).Transitions().ToListAsync())[0];
        Assert.Equal((TransitionOrigin.Backfill, false, ActorKind.Unknown, null), (row.Origin, row.OffTable, row.ActorKind, row.ActorId));
        Assert.InRange(row.OccurredAt, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
        Assert.Equal(Table("new", "open", "closed").Hash, row.TableHash);
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'open'"));
    }

    [Fact]
    public async Task A_history_that_ends_in_another_state_gets_a_correcting_entry_and_can_continue()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Free", Free("new", "open", "closed"));
        await SaveAsync(app, 1, 2, 3);
        await MoveAsync(app, 1, "open");
        await MoveAsync(app, 2, "open");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'new' WHERE \"Id\" = 2");
        await app.RunAsync("UPDATE \"Errand\" SET \"StatusSequence\" = NULL WHERE \"Id\" = 3");

        await app.GrowAsync("Kept", Ledger("new", "open", "closed"));
        await MoveAsync(app, 1, "closed");
        await MoveAsync(app, 2, "open");
        await MoveAsync(app, 3, "open");

        Assert.Equal("0:-new 1:new-open 2:open-closed", await HistoryAsync(app, 1));
        Assert.Equal("0:-new 1:new-open 2:open-new! 3:new-open", await HistoryAsync(app, 2));
        Assert.Equal("0:-new 1:new-open", await HistoryAsync(app, 3));
    }

    [Fact]
    public async Task A_guarded_table_becomes_a_ledger_without_table_changes()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Guarded", Guarded("new", "open"));
        await SaveAsync(app, 1);

        await app.GrowAsync("Kept", Ledger("new", "open"));
        await MoveAsync(app, 1, "open");
        var up = Up(app.LastMigration);
        await app.GrowAsync("Again", Ledger("new", "open"));

        Assert.Equal(up.Split("migrationBuilder.").Length, up.Split("migrationBuilder.Sql(").Length);
        Assert.DoesNotContain("migrationBuilder.", app.LastMigration, StringComparison.Ordinal);
        Assert.Equal("0:-new 1:new-open", await HistoryAsync(app, 1));
    }

    [Fact]
    public async Task Other_guards_of_the_table_permit_the_migration_and_are_enforced_afterwards()
    {
        var app = await MigratingApplication.CreateAsync(database);
        Action<EntityTypeBuilder<Errand>> others = errand =>
        {
            errand.HasVersion().GuardInDatabase();
            errand.HasSoftDelete().GuardInDatabase();
        };
        await app.GrowAsync("Without", model => others(model.Entity<Errand>()));
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\", \"Version\") VALUES (1, 'new', 1), (2, 'open', 1)");

        await app.GrowAsync("With", Ledger(Table("new", "open", "closed"), others));
        await MoveAsync(app, 2, "closed");

        Assert.Equal("0:-open 1:open-closed", await HistoryAsync(app, 2));
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"StatusSequence\" = 0"));
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Errand\""));
    }

    [Fact]
    public async Task A_new_transition_table_is_one_drop_and_one_create_and_keeps_existing_rows()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Ledger("new", "open"));
        await SaveAsync(app, 1);
        await MoveAsync(app, 1, "open");

        await app.GrowAsync("Second", Ledger("new", "open", "closed"));
        var second = Up(app.LastMigration);
        await app.GrowAsync("Third", Ledger("new", "open", "closed"));
        await MoveAsync(app, 1, "closed");

        Assert.Equal(
            (1, 1),
            (second.Split("\"Integrity:Action\", \"drop\"").Length - 1, second.Split("\"Integrity:Action\", \"create\"").Length - 1));
        Assert.DoesNotContain("migrationBuilder.", app.LastMigration, StringComparison.Ordinal);
        Assert.Equal("0:-new 1:new-open 2:open-closed", await HistoryAsync(app, 1));
    }

    [Fact]
    public async Task Reverting_the_migration_removes_everything_except_the_history()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Free", Free("new", "open"));
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new')");
        await app.GrowAsync("Kept", Ledger("new", "open"));

        await app.MigrateAsync("Free");

        Assert.Equal(0, await Attacks.GuardsAsync(app));
        Assert.Equal("0:-new", await HistoryAsync(app, 1));
        Assert.Null(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'open'"));
        await app.MigrateAsync();
        Assert.Equal("0:-new 1:new-open!", await HistoryAsync(app, 1));
    }

    [Fact]
    public async Task Column_changes_in_either_table_keep_the_ledger()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Ledger("new", "open", "closed"));
        await SaveAsync(app, 1);
        await MoveAsync(app, 1, "open");
        var guards = await Attacks.GuardsAsync(app);

        await app.GrowAsync("Longer", Ledger(
            Table("new", "open", "closed"), errand => errand.Property(x => x.Status).HasMaxLength(50)));
        await MoveAsync(app, 1, "closed");

        Assert.Equal(guards, await Attacks.GuardsAsync(app));
        Assert.Equal("0:-new 1:new-open 2:open-closed", await HistoryAsync(app, 1));
        Assert.NotNull(await Attacks.TryAsync(app, "UPDATE \"Errand\" SET \"Status\" = 'new'"));
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"ErrandStatusHistory\""));
    }

    [Fact]
    public async Task Rows_written_by_a_migration_get_history_entries()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("First", Ledger(Table("new", "open", "closed"), errand => errand.HasData(new Errand { Id = 1, Status = "new" })));
        var first = await HistoryAsync(app, 1);

        await app.GrowAsync("Second", Ledger(
            Table("new", "open", "closed"),
            errand => errand.HasData(new Errand { Id = 1, Status = "open" }, new Errand { Id = 2, Status = "closed" })));
        await MoveAsync(app, 1, "closed");

        Assert.Equal("0:-new", first);
        Assert.Equal("0:-new 1:new-open! 2:open-closed", await HistoryAsync(app, 1));
        Assert.Equal("0:-closed", await HistoryAsync(app, 2));
    }

    [Fact]
    public async Task The_second_backfill_does_nothing()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Free", Free("new", "open"));
        await app.RunAsync("INSERT INTO \"Errand\" (\"Id\", \"Status\") VALUES (1, 'new'), (2, 'open')");
        await app.GrowAsync("Kept", Ledger("new", "open"));
        await using var db = app.Open();
        var backfill = MigrationObject.Of(db.GetService<IDesignTimeModel>().Model).Single(managed => managed.IsStatement);

        var changed = await app.RunAsync(backfill.Create);

        Assert.Equal(0, changed);
        Assert.Equal("0:-new", await HistoryAsync(app, 1));
    }

    [Fact]
    public async Task Rows_to_be_corrected_or_in_a_removed_state_are_reported_before_the_migration()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Free", Free("new", "open", "closed"));
        await SaveAsync(app, 1, 2, 3);
        await MoveAsync(app, 1, "open");
        await MoveAsync(app, 1, "closed");
        await app.RunAsync("UPDATE \"Errand\" SET \"Status\" = 'open' WHERE \"Id\" = 2");
        await using var next = app.Open(Ledger("new", "open"));

        var inTheWay = (await next.Database.FindViolationsAsync()).Where(rows => rows.Count > 0).ToList();

        Assert.Equal(
            ["Errand transition.not-permitted 1", "Errand transition.unrecorded 2"],
            inTheWay.Select(rows => $"{rows.Table} {rows.Code} {string.Join(",", rows.Keys.Select(key => key[0]))}").Order());
    }

    [Fact]
    public async Task Without_a_history_table_the_rows_are_reported_as_not_checked()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Without", model => model.Entity<Errand>().Property<int?>("StatusSequence"));
        await using var next = app.Open(Ledger("new", "open"));

        var inTheWay = await next.Database.FindViolationsAsync();

        Assert.Contains("ErrandStatusHistory", Assert.Single(inTheWay, rows => rows.Code == "transition.unrecorded").NotChecked!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_guard_is_found_and_repaired_without_another_backfill()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Kept", Ledger("new", "open"));
        await using var db = app.Open();
        await app.RunAsync(db.Database.IsSqlite()
            ? "DROP TRIGGER \"itk_ErrandStatusHistory_ledger_past\"; DROP TRIGGER \"itk_Errand_Status_ledger\""
            : "DROP TRIGGER \"itk_ErrandStatusHistory_ledger_past\" ON \"ErrandStatusHistory\"; DROP TRIGGER \"itk_Errand_Status_ledger\" ON \"Errand\"");

        var report = await app.CheckAsync();
        foreach (var finding in report.Findings)
        {
            await app.RunAsync(finding.Repair!);
        }

        Assert.Equal(["transition.chain", "transition.unrecorded"], report.Findings.Select(finding => finding.Code).Order());
        Assert.Empty((await app.CheckAsync()).Findings);
    }

    private static async Task SaveAsync(MigratingApplication app, params int[] ids)
    {
        await using var db = app.Open();
        db.AddRange(ids.Select(id => new Errand { Id = id, Status = "new" }));
        await db.SaveChangesAsync();
    }

    private static async Task MoveAsync(MigratingApplication app, int id, string status)
    {
        await using var db = app.Open();
        (await db.Set<Errand>().SingleAsync(x => x.Id == id)).Status = status;
        await db.SaveChangesAsync();
    }

    /// <summary>Returns the history, such as "0:-new 1:new-open", with a mark on off-table transitions.</summary>
    private static Task<string> HistoryAsync(MigratingApplication app, int id) => app.ReadAsync<string>(
        "SELECT COALESCE((SELECT " + (typeof(TDatabase) == typeof(SqliteDatabase) ? "group_concat" : "string_agg")
        + "(line, ' ') FROM (SELECT \"Sequence\" || ':' || COALESCE(\"FromState\", '') || '-' || \"ToState\" "
        + "|| CASE WHEN \"OffTable\" THEN '!' ELSE '' END AS line FROM \"ErrandStatusHistory\" WHERE \"ErrandId\" = "
        + $"{id} ORDER BY \"Sequence\") AS rows), 'none') AS \"Value\"");

    private static string Up(string migration)
        => migration[..migration.IndexOf("override void Down", StringComparison.Ordinal)];

    private static Action<ModelBuilder> Free(params string[] states) => model => Errands(model).HasTransitions(x => x.Status, Table(states));

    private static Action<ModelBuilder> Guarded(params string[] states)
        => model => Errands(model).HasTransitions(x => x.Status, Table(states)).GuardInDatabase();

    private static Action<ModelBuilder> Ledger(params string[] states) => Ledger(Table(states));

    private static Action<ModelBuilder> Ledger(TransitionTable<string> table, Action<EntityTypeBuilder<Errand>>? more = null) => model =>
    {
        Errands(model).HasTransitions(x => x.Status, table).WithHistory(h => h.RequireInDatabase());
        more?.Invoke(model.Entity<Errand>());
    };

    private static EntityTypeBuilder<Errand> Errands(ModelBuilder model) => model.Entity<Errand>();

    private static TransitionTable<string> Table(params string[] states) => TransitionTable.Create<string>("errand", t =>
    {
        t.Initial(states[0]);
        for (var i = 1; i < states.Length; i++)
        {
            t.Permit(states[i - 1], states[i]);
        }

        t.Terminal(states[^1]);
    });
}

public sealed class LedgerMigrationOnSqliteTests(SqliteDatabase database) : LedgerMigrationTests<SqliteDatabase>(database);

public sealed class LedgerMigrationOnPostgresTests(PostgresDatabase database) : LedgerMigrationTests<PostgresDatabase>(database);
