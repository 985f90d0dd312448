using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Migrations that were written or edited by hand.</summary>
public abstract class HandEditedMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_migration_without_a_designer_file_creates_and_drops_its_objects()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Guarded(), withDesigner: false);

        await app.MigrateAsync();
        await Attacks.PaperIsKeptAsync(app);
        await app.MigrateAsync("0");

        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task A_later_migration_without_a_designer_file_keeps_the_guard()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        app.Add("Rename", MigratingModels.Guarded(paper => paper.Property(x => x.Title).HasColumnName("Heading")), withDesigner: false);

        await app.MigrateAsync();
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Heading\") VALUES (1, 'kept')");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Paper\""));
    }

    [Fact]
    public async Task A_guard_whose_creation_was_removed_is_created_with_the_next_table_change()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Open());
        app.Add("Guard", MigratingModels.Guarded(), WithoutUp);
        await app.MigrateAsync();
        var missing = await Attacks.GuardsAsync(app);
        var report = await app.CheckAsync();

        await app.GrowAsync("Change", MigratingModels.Guarded(paper => paper.Property(x => x.Title).IsRequired(false)));

        Assert.Equal(0, missing);
        Assert.All(report.Findings, finding => Assert.Equal(ManagedObjectProblem.Missing, finding.Problem));
        Assert.False(report.IsValid);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Custom_SQL_in_a_migration_keeps_its_position()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Open());

        await app.GrowAsync("Guard", MigratingModels.Guarded(), code => code.Replace(
            "protected override void Up(MigrationBuilder migrationBuilder)\n        {",
            "protected override void Up(MigrationBuilder migrationBuilder)\n        {\n"
                + "migrationBuilder.Sql(\"INSERT INTO \\\"Paper\\\" (\\\"Id\\\", \\\"Title\\\") VALUES (1, 'mine')\");\n"
                + "migrationBuilder.Sql(\"DELETE FROM \\\"Paper\\\"\");",
            StringComparison.Ordinal));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_statement_outside_the_transaction_keeps_the_guards()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());

        await app.GrowAsync(
            "Outside",
            MigratingModels.Guarded(paper => paper.Property(x => x.Title).IsRequired(false)),
            code => code.Replace(
                "protected override void Up(MigrationBuilder migrationBuilder)\n        {",
                "protected override void Up(MigrationBuilder migrationBuilder)\n        {\n"
                    + "migrationBuilder.Sql(\"SELECT 1\", suppressTransaction: true);",
                StringComparison.Ordinal));

        await Attacks.PaperIsKeptAsync(app);
    }

    /// <summary>Removes the body of the first method.</summary>
    private static string WithoutUp(string code) => code.Replace(
        "protected override void Up(MigrationBuilder migrationBuilder)\n        {",
        "protected override void Up(MigrationBuilder migrationBuilder)\n        {\n            if (migrationBuilder != null) return;",
        StringComparison.Ordinal);
}

public sealed class HandEditedMigrationOnSqliteTests(SqliteDatabase database) : HandEditedMigrationTests<SqliteDatabase>(database);

public sealed class HandEditedMigrationOnPostgresTests(PostgresDatabase database) : HandEditedMigrationTests<PostgresDatabase>(database);
