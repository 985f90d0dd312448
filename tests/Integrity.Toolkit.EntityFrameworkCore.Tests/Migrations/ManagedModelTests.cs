using System.Globalization;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>What migrations and scripts are made of.</summary>
public abstract class ManagedModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Up_creates_after_the_table_and_Down_drops_before_it()
    {
        var app = await GrowingApp.CreateAsync(database);

        app.Add("Initial", GrowingModels.Guarded());

        var code = app.LastMigration;
        var down = code.IndexOf("void Down", StringComparison.Ordinal);
        Assert.InRange(code.IndexOf("CREATE TRIGGER", StringComparison.Ordinal), code.IndexOf("CreateTable(", StringComparison.Ordinal), down);
        Assert.InRange(
            code.IndexOf("DROP TRIGGER", down, StringComparison.Ordinal), down, code.IndexOf("DropTable(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guard_that_comes_alone_is_a_pending_change_and_nothing_but_its_creation()
    {
        var app = await GrowingApp.CreateAsync(database);
        app.Add("Initial", GrowingModels.Open());
        await using var context = app.Open(GrowingModels.Guarded());

        var pending = context.Database.HasPendingModelChanges();
        app.Add("Guard", GrowingModels.Guarded());

        Assert.True(pending);
        Assert.DoesNotContain("Table(", app.LastMigration, StringComparison.Ordinal);
        Assert.DoesNotContain("Column<", app.LastMigration, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guard_that_says_something_else_is_dropped_and_created()
    {
        var app = await GrowingApp.CreateAsync(database);
        app.Add("Initial", GrowingModels.Guarded());

        app.Add("Rename", GrowingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));

        var up = app.LastMigration[..app.LastMigration.IndexOf("void Down", StringComparison.Ordinal)];
        Assert.InRange(up.IndexOf("\"drop\"", StringComparison.Ordinal), 0, up.IndexOf("RenameColumn(", StringComparison.Ordinal));
        Assert.InRange(up.LastIndexOf("\"create\"", StringComparison.Ordinal), up.IndexOf("RenameColumn(", StringComparison.Ordinal), up.Length);
    }

    [Fact]
    public async Task The_same_model_makes_the_same_text_in_any_culture()
    {
        var app = await GrowingApp.CreateAsync(database);
        app.Add("Initial", GrowingModels.Guarded());
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var other = await GrowingApp.CreateAsync(database);
            other.Add("Initial", GrowingModels.Guarded());

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
    public async Task Blocks_before_the_provider_make_the_same_migration()
    {
        var after = await GrowingApp.CreateAsync(database);
        var before = await GrowingApp.CreateAsync(database, blocksFirst: true);

        await after.GrowAsync("Initial", GrowingModels.Guarded());
        await before.GrowAsync("Initial", GrowingModels.Guarded());

        Assert.Equal(after.LastMigration, before.LastMigration);
        Assert.Equal(after.LastSnapshot, before.LastSnapshot);
        Assert.Equal(after.Script(), before.Script());
        await Attacks.PaperIsKeptAsync(before);
    }

    [Fact]
    public async Task The_create_script_holds_the_guards()
    {
        var app = await GrowingApp.CreateAsync(database);
        string script;
        await using (var context = app.Open(GrowingModels.Guarded()))
        {
            script = context.Database.GenerateCreateScript();
        }

        await app.RunAsync(script);

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_database_that_was_created_whole_is_told_by_EF_Core_that_its_tables_exist()
    {
        var app = await GrowingApp.CreateAsync(database);
        await using (var context = app.Open(GrowingModels.Guarded()))
        {
            await context.Database.EnsureCreatedAsync();
        }

        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.GrowAsync("Initial", GrowingModels.Guarded()));

        Assert.Contains("Paper\" already exists", refusal.Message, StringComparison.Ordinal);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_guard_that_is_there_already_is_made_again()
    {
        var app = await GrowingApp.CreateAsync(database);
        await using (var context = app.Open(GrowingModels.Guarded()))
        {
            await context.Database.EnsureCreatedAsync();
        }

        app.Add("Initial", GrowingModels.Open());
        await using (var context = app.Open())
        {
            var history = context.GetService<IHistoryRepository>();
            await history.CreateIfNotExistsAsync();
            var id = context.Database.GetMigrations().Single();
            await context.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(id, "10.0.14")));
        }

        await app.GrowAsync("Guard", GrowingModels.Guarded());

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task The_table_of_applied_migrations_is_not_touched()
    {
        var app = await GrowingApp.CreateAsync(database);

        await app.GrowAsync("Initial", GrowingModels.Guarded());

        var create = CreateOfHistory(app);
        Assert.DoesNotContain("itk", create, StringComparison.Ordinal);
        Assert.Equal(1, await app.ReadAsync<int>("SELECT CAST(count(*) AS int) AS \"Value\" FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task Two_contexts_in_one_database_keep_to_their_own()
    {
        var app = await GrowingApp.CreateAsync(database);
        await app.GrowAsync("Initial", GrowingModels.Guarded());
        await using (var other = app.Open(model => model.Entity<Letter>().HasSoftDelete().GuardInDatabase()))
        {
            await other.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateTablesAsync();
        }

        await app.GrowAsync("Change", GrowingModels.Guarded(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))));
        await app.RunAsync("INSERT INTO \"Letter\" (\"Id\") VALUES (1)");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Letter\""));
        await Attacks.PaperIsKeptAsync(app);
    }

    private static string CreateOfHistory(GrowingApp app)
    {
        using var context = app.Open();
        return context.GetService<IHistoryRepository>().GetCreateScript();
    }
}

public sealed class ManagedModelOnSqliteTests(SqliteDatabase database) : ManagedModelTests<SqliteDatabase>(database);

public sealed class ManagedModelOnPostgresTests(PostgresDatabase database) : ManagedModelTests<PostgresDatabase>(database);
