using System.Globalization;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The contents of migrations and scripts.</summary>
public abstract class ManagedModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Up_creates_after_the_table_and_Down_drops_before_it()
    {
        var app = await MigratingApplication.CreateAsync(database);

        app.Add("Initial", MigratingModels.Guarded());

        var code = app.LastMigration;
        var down = code.IndexOf("void Down", StringComparison.Ordinal);
        Assert.InRange(code.IndexOf("CREATE TRIGGER", StringComparison.Ordinal), code.IndexOf("CreateTable(", StringComparison.Ordinal), down);
        Assert.InRange(
            code.IndexOf("DROP TRIGGER", down, StringComparison.Ordinal), down, code.IndexOf("DropTable(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_guard_is_a_pending_change_that_only_creates_the_guard()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Open());
        await using var context = app.Open(MigratingModels.Guarded());

        var pending = context.Database.HasPendingModelChanges();
        app.Add("Guard", MigratingModels.Guarded());

        Assert.True(pending);
        Assert.DoesNotContain("Table(", app.LastMigration, StringComparison.Ordinal);
        Assert.DoesNotContain("Column<", app.LastMigration, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_guard_is_dropped_and_created()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded());

        app.Add("Rename", MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));

        var up = app.LastMigration[..app.LastMigration.IndexOf("void Down", StringComparison.Ordinal)];
        Assert.InRange(up.IndexOf("\"drop\"", StringComparison.Ordinal), 0, up.IndexOf("RenameColumn(", StringComparison.Ordinal));
        Assert.InRange(up.LastIndexOf("\"create\"", StringComparison.Ordinal), up.IndexOf("RenameColumn(", StringComparison.Ordinal), up.Length);
    }

    [Fact]
    public async Task The_same_model_generates_the_same_text_in_any_culture()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded());
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var other = await MigratingApplication.CreateAsync(database);
            other.Add("Initial", MigratingModels.Guarded());

            Assert.Equal(app.LastSnapshot, other.LastSnapshot);
            Assert.Equal(app.LastMigration, other.LastMigration);
            Assert.Equal(app.Script(), other.Script());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Blocks_configured_before_the_provider_generate_the_same_migration()
    {
        var after = await MigratingApplication.CreateAsync(database);
        var before = await MigratingApplication.CreateAsync(database, blocksFirst: true);

        await after.GrowAsync("Initial", MigratingModels.Guarded());
        await before.GrowAsync("Initial", MigratingModels.Guarded());

        Assert.Equal(after.LastMigration, before.LastMigration);
        Assert.Equal(after.LastSnapshot, before.LastSnapshot);
        Assert.Equal(after.Script(), before.Script());
        await Attacks.PaperIsKeptAsync(before);
    }

    [Fact]
    public async Task The_create_script_contains_the_guards()
    {
        var app = await MigratingApplication.CreateAsync(database);
        string script;
        await using (var context = app.Open(MigratingModels.Guarded()))
        {
            script = context.Database.GenerateCreateScript();
        }

        await app.RunAsync(script);

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Migrating_a_database_created_with_EnsureCreated_fails_because_its_tables_exist()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await using (var context = app.Open(MigratingModels.Guarded()))
        {
            await context.Database.EnsureCreatedAsync();
        }

        var violation = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.GrowAsync("Initial", MigratingModels.Guarded()));

        Assert.Contains("Paper\" already exists", violation.Message, StringComparison.Ordinal);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task An_existing_guard_is_created_again()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await using (var context = app.Open(MigratingModels.Guarded()))
        {
            await context.Database.EnsureCreatedAsync();
        }

        app.Add("Initial", MigratingModels.Open());
        await using (var context = app.Open())
        {
            var history = context.GetService<IHistoryRepository>();
            await history.CreateIfNotExistsAsync();
            var id = context.Database.GetMigrations().Single();
            await context.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(id, "10.0.14")));
        }

        await app.GrowAsync("Guard", MigratingModels.Guarded());

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task The_migrations_history_table_is_left_unchanged()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", MigratingModels.Guarded());

        var create = CreateOfHistory(app);
        Assert.DoesNotContain("itk", create, StringComparison.Ordinal);
        Assert.Equal(1, await app.ReadAsync<int>("SELECT CAST(count(*) AS int) AS \"Value\" FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task Two_contexts_in_one_database_affect_only_their_own_objects()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        await using (var other = app.Open(model => model.Entity<Letter>().HasSoftDelete().GuardInDatabase()))
        {
            await other.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateTablesAsync();
        }

        await app.GrowAsync("Change", MigratingModels.Guarded(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))));
        await app.RunAsync("INSERT INTO \"Letter\" (\"Id\") VALUES (1)");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Letter\""));
        await Attacks.PaperIsKeptAsync(app);
    }

    private static string CreateOfHistory(MigratingApplication app)
    {
        using var context = app.Open();
        return context.GetService<IHistoryRepository>().GetCreateScript();
    }
}

public sealed class ManagedModelOnSqliteTests(SqliteDatabase database) : ManagedModelTests<SqliteDatabase>(database);

public sealed class ManagedModelOnPostgresTests(PostgresDatabase database) : ManagedModelTests<PostgresDatabase>(database);
