using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>All tables to which a type is mapped are guarded, and no others.</summary>
public abstract class MappedTableTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("TPH", "Animal")]
    [InlineData("TPT", "Animal,Bird,Cat,Dog,Puppy")]
    [InlineData("TPC", "Animal,Bird,Cat,Dog,Puppy")]
    public async Task Every_table_of_a_hierarchy_is_guarded(string how, string tables)
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", Animals(how));
        await app.GrowAsync("Change", Animals(how, animal => animal.Property(x => x.Name).HasMaxLength(30)));

        await using var context = app.Open();
        Assert.Equal(tables, string.Join(',', Guarded(context)));
        Assert.Equal(Managed(context).Count, await TriggersAsync(app));
    }

    [Theory]
    [InlineData("TPH", "Animal")]
    [InlineData("TPT", "Animal,Bird")]
    [InlineData("TPC", "Bird")]
    public async Task A_guard_of_a_derived_type_is_on_the_tables_that_contain_its_rows(string how, string tables)
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", model =>
        {
            Hierarchy(model, how);
            model.Entity<Bird>().HasSoftDelete().GuardInDatabase();
        });

        await using var context = app.Open();
        Assert.Equal(tables, string.Join(',', Guarded(context)));
        Assert.Equal(Managed(context).Count, await TriggersAsync(app));
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Types_that_share_a_table_share_its_guards()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", model =>
        {
            MigratingModels.Guarded(paper => paper.ToTable("Shared"))(model);
            model.Entity<PaperCover>(cover =>
            {
                cover.ToTable("Shared");
                cover.Property(x => x.Id).ValueGeneratedNever();
                cover.HasOne<Paper>().WithOne().HasForeignKey<PaperCover>(x => x.Id);
            });
        });

        await using var context = app.Open();
        Assert.Equal(["Shared"], Guarded(context));
        Assert.Equal(Managed(context).Count, await TriggersAsync(app));
    }

    [Fact]
    public async Task A_table_excluded_from_migrations_is_not_guarded()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.RunAsync("CREATE TABLE \"Paper\" (\"Id\" integer PRIMARY KEY)");

        await app.GrowAsync("Initial", MigratingModels.Guarded(paper => paper.ToTable("Paper", table => table.ExcludeFromMigrations())));

        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task A_view_is_not_guarded()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", MigratingModels.Guarded(paper => paper.ToView("papers")));

        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task Generated_names_are_short_and_unique()
    {
        var app = await MigratingApplication.CreateAsync(database);
        var tables = new[] { new string('a', 58), new string('a', 59), "a b", "a_b", "a\"b", "ä", "日本語の長い名前のテーブルです" };

        await app.GrowAsync("Initial", model =>
        {
            foreach (var table in tables)
            {
                model.SharedTypeEntity<Letter>(table, letter => letter.ToTable(table).HasSoftDelete().GuardInDatabase());
            }
        });

        await using var context = app.Open();
        var names = Managed(context);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 60));
        Assert.Equal(names.Count, await TriggersAsync(app));
        Assert.Equal(tables.Length, Guarded(context).Count);
    }

    [Fact]
    public async Task Tables_and_columns_with_unusual_names_are_guarded()
    {
        var app = await MigratingApplication.CreateAsync(database);
        const string table = "it's a \"strange\" table";
        Action<ModelBuilder> Strange(string column) => MigratingModels.Guarded(paper =>
        {
            paper.ToTable(table);
            paper.Property(x => x.DeletedAt).HasColumnName(column);
        });
        await app.GrowAsync("Initial", Strange("when \"it\" was 'gone' {0}"));

        await app.GrowAsync("Change", Strange("дата"));
        const string quoted = "\"it's a \"\"strange\"\" table\"";
        await app.RunAsync($"INSERT INTO {quoted} (\"Id\", \"Title\") VALUES (1, 'kept')");

        Assert.NotNull(await Attacks.TryAsync(app, $"DELETE FROM {quoted}"));
        await app.RunAsync($"UPDATE {quoted} SET \"дата\" = '2026-01-01'");
        Assert.Equal(1, await app.RunAsync($"DELETE FROM {quoted}"));
    }

    private static void Hierarchy(ModelBuilder model, string how)
    {
        model.Entity<Animal>(animal =>
        {
            animal.Property(x => x.Id).ValueGeneratedNever();
            _ = how switch
            {
                "TPH" => animal.UseTphMappingStrategy(),
                "TPT" => animal.UseTptMappingStrategy(),
                _ => animal.UseTpcMappingStrategy(),
            };
        });
        model.Entity<Cat>();
        model.Entity<Dog>();
        model.Entity<Puppy>();
        model.Entity<Bird>();
    }

    private static Action<ModelBuilder> Animals(
        string how,
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Animal>>? more = null) => model =>
    {
        Hierarchy(model, how);
        model.Entity<Animal>(animal =>
        {
            animal.HasSoftDelete().GuardInDatabase();
            more?.Invoke(animal);
        });
    };

    private static Task<int> TriggersAsync(MigratingApplication app)
    {
        using var context = app.Open();
        return app.ReadAsync<int>(context.Database.IsSqlite()
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT count(*)::int AS \"Value\" FROM pg_trigger WHERE NOT tgisinternal");
    }

    private static List<string> Guarded(DbContext context)
        => [.. Triggers(context).Select(trigger => trigger.GetTableName() ?? trigger.EntityType.GetTableName()!)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static List<string> Managed(DbContext context) => [.. Triggers(context).Select(trigger => trigger.ModelName)];

    private static IEnumerable<IReadOnlyTrigger> Triggers(DbContext context)
        => context.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type => type.GetDeclaredTriggers());
}

public sealed class MappedTableOnSqliteTests(SqliteDatabase database) : MappedTableTests<SqliteDatabase>(database);

public sealed class MappedTableOnPostgresTests(PostgresDatabase database) : MappedTableTests<PostgresDatabase>(database);
