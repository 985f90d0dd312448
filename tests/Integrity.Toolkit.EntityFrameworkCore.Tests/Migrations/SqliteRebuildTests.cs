using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Unmanaged objects that would break the rebuild of a SQLite table, after which no migration could run.</summary>
public sealed class SqliteRebuildTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly Action<ModelBuilder> Changed =
        MigratingModels.Guarded(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0")));

    [Theory]
    [InlineData("CREATE VIEW everything AS SELECT * FROM Paper")]
    [InlineData("CREATE VIEW everything AS SELECT * FROM \"paper\" AS p")]
    [InlineData("CREATE VIEW everything AS SELECT*FROM[Paper]")]
    [InlineData("CREATE TRIGGER mine AFTER INSERT ON Other BEGIN UPDATE Paper SET Title = 'x'; END")]
    [InlineData("CREATE TRIGGER mine AFTER INSERT ON Paper BEGIN SELECT 1; END")]
    [InlineData("CREATE TRIGGER mine AFTER INSERT ON \"paper\" BEGIN SELECT 1; END")]
    public async Task A_dependent_view_or_trigger_stops_a_rebuild_before_anything_changes(string unmanaged)
    {
        var app = await InitialAsync();
        await app.RunAsync("INSERT INTO Paper (Id, Title) VALUES (1, 'kept')");
        await app.RunAsync(unmanaged);
        var before = await SchemaAsync(app);

        var violation = await Assert.ThrowsAnyAsync<Exception>(() => app.GrowAsync("Change", Changed));

        Assert.Contains("Paper is about to be rebuilt, but a view or a trigger that is not managed mentions it", violation.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SchemaAsync(app));
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task After_the_dependent_object_is_dropped_the_same_migration_succeeds()
    {
        var app = await InitialAsync();
        await app.RunAsync("CREATE VIEW everything AS SELECT * FROM Paper");
        await Assert.ThrowsAnyAsync<Exception>(() => app.GrowAsync("Change", Changed));

        await app.RunAsync("DROP VIEW everything");
        await app.MigrateAsync();

        await Attacks.PaperIsKeptAsync(app);
        Assert.NotNull(await Attacks.TryAsync(app, "INSERT INTO Paper (Id, Title) VALUES (-1, '')"));
    }

    [Fact]
    public async Task A_view_dropped_earlier_in_the_migration_does_not_stop_the_rebuild()
    {
        var app = await InitialAsync();
        await app.RunAsync("CREATE VIEW everything AS SELECT * FROM Paper");

        await app.GrowAsync("Change", Changed, code => code.Replace(
            "protected override void Up(MigrationBuilder migrationBuilder)\n        {",
            "protected override void Up(MigrationBuilder migrationBuilder)\n        {\n            migrationBuilder.Sql(\"DROP VIEW everything\");",
            StringComparison.Ordinal));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Theory]
    [InlineData("CREATE VIEW everything AS SELECT * FROM Other AS Papers")]
    [InlineData("CREATE VIEW everything AS SELECT Id AS my_paper FROM Other")]
    [InlineData("CREATE TRIGGER wallpaper AFTER INSERT ON Other BEGIN SELECT 1; END")]
    [InlineData("CREATE VIEW everything AS SELECT Id AS \"paperé\", Id AS \"épaper\" FROM Other")]
    public async Task Text_that_only_resembles_the_table_name_does_not_stop_the_rebuild(string unmanaged)
    {
        var app = await InitialAsync();
        await app.RunAsync(unmanaged);

        await app.GrowAsync("Change", Changed);

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task References_to_a_table_with_an_unusual_name_are_found()
    {
        var app = await MigratingApplication.CreateAsync(database);
        const string name = "it's [a] \"strange\" * table?";
        await app.GrowAsync("Initial", MigratingModels.Guarded(paper => paper.ToTable(name)));
        await app.RunAsync("CREATE VIEW everything AS SELECT * FROM \"it's [a] \"\"strange\"\" * table?\"");

        var violation = await Assert.ThrowsAnyAsync<Exception>(() => app.GrowAsync("Change", MigratingModels.Guarded(paper => paper
            .ToTable(name, table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0")))));
        await app.RunAsync("DROP VIEW everything");
        await app.MigrateAsync();

        Assert.Contains("is about to be rebuilt", violation.Message, StringComparison.Ordinal);
        Assert.True(await Attacks.GuardsAsync(app) > 0);
    }

    [Fact]
    public async Task A_guard_whose_drop_was_removed_from_the_migration_does_not_stop_a_rebuild()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", Kinds("DeletedAt"));

        await app.GrowAsync(
            "Change",
            Kinds("GoneAt", paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))),
            code => code.Replace("\"Integrity:Action\", \"drop\"", "\"Somebody\", \"edited\"", StringComparison.Ordinal)
                .Replace("DROP TRIGGER IF EXISTS", "SELECT 1; --", StringComparison.Ordinal));
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (1, 'a')");
        await app.RunAsync("INSERT INTO \"Maps\" (\"Id\", \"Scale\") VALUES (1, 5)");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM Maps"));
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM Paper"));
    }

    [Fact]
    public async Task Dependent_objects_do_not_stop_a_migration_without_a_rebuild()
    {
        var app = await InitialAsync();
        await app.RunAsync("CREATE VIEW everything AS SELECT * FROM Paper");

        await app.GrowAsync("Add", MigratingModels.Guarded(paper => paper.Property<int?>("Pages")));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_rebuild_script_can_be_run_unmodified()
    {
        var app = await InitialAsync();
        app.Add("Change", Changed);
        var script = app.Script();
        var other = await MigratingApplication.CreateAsync(database);

        await other.RunAsync(script);

        await Attacks.PaperIsKeptAsync(other);
    }

    [Fact]
    public void An_idempotent_script_throws_on_SQLite()
        => Assert.Contains(
            "idempotent",
            Assert.Throws<NotSupportedException>(() => InitialAsync().GetAwaiter().GetResult()
                .Script(Microsoft.EntityFrameworkCore.Migrations.MigrationsSqlGenerationOptions.Idempotent)).Message,
            StringComparison.Ordinal);

    private static Action<ModelBuilder> Kinds(
        string column,
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Paper>>? more = null) => model =>
    {
        MigratingModels.Guarded(paper =>
        {
            paper.UseTptMappingStrategy();
            paper.Property(x => x.DeletedAt).HasColumnName(column);
            more?.Invoke(paper);
        })(model);
        model.Entity<Map>().ToTable("Maps");
    };

    private static Task<string> SchemaAsync(MigratingApplication app) => app.ReadAsync<string>(
        "SELECT group_concat(sql, char(10)) AS \"Value\" FROM (SELECT sql FROM sqlite_master WHERE name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name)");

    private async Task<MigratingApplication> InitialAsync()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        await app.RunAsync("CREATE TABLE Other (Id INTEGER PRIMARY KEY)");
        return app;
    }
}
