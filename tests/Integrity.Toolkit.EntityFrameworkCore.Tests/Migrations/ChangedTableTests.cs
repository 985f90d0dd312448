using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>
/// SQLite rebuilds a changed table without its triggers; PostgreSQL rejects changes of columns that a trigger references.
/// </summary>
public abstract class ChangedTableTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Changing_a_column_keeps_the_guard()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Longer", MigratingModels.Guarded(paper => paper.Property(x => x.Title).HasMaxLength(99)));
        await app.GrowAsync("Optional", MigratingModels.Guarded(paper => paper.Property(x => x.Title).IsRequired(false)));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task The_type_of_a_guarded_column_can_change()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("AsText", MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasConversion<string>()));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_column_unrelated_to_the_guard_can_be_added_and_dropped()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Come", MigratingModels.Guarded(paper => paper.Property<int>("Pages").HasDefaultValue(1)));
        await app.GrowAsync("Go", MigratingModels.Guarded());

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Renaming_a_column_updates_the_guard()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Rename", MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (1, 'kept')");
        var violation = await Attacks.TryAsync(app, "DELETE FROM \"Paper\"");
        await app.RunAsync("UPDATE \"Paper\" SET \"GoneAt\" = '2026-01-01'");
        var deleted = await app.RunAsync("DELETE FROM \"Paper\"");
        await app.MigrateAsync("Initial");

        Assert.NotNull(violation);
        Assert.Equal(1, deleted);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Renaming_a_column_during_a_table_rebuild_updates_the_guard()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Rename", MigratingModels.Guarded(paper =>
        {
            paper.Property(x => x.DeletedAt).HasColumnName("GoneAt");
            paper.Property(x => x.Title).HasMaxLength(50).IsRequired(false);
            paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"));
        }));
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (1, 'kept')");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Paper\""));
        await app.MigrateAsync("Initial");
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Renaming_a_table_moves_its_guard_to_the_new_name()
    {
        var app = await GuardedAsync();
        var before = await Attacks.GuardsAsync(app);

        await app.GrowAsync("Rename", MigratingModels.Guarded(paper => paper.ToTable("Sheets")));
        await app.RunAsync("INSERT INTO \"Sheets\" (\"Id\", \"Title\") VALUES (1, 'kept')");
        var violation = await Attacks.TryAsync(app, "DELETE FROM \"Sheets\"");
        var after = await Attacks.GuardsAsync(app);
        await app.MigrateAsync("Initial");

        Assert.NotNull(violation);
        Assert.Equal(before, after);
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Paper\""));
    }

    [Fact]
    public async Task A_table_renamed_and_changed_in_one_migration_stays_guarded()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Rename", MigratingModels.Guarded(paper =>
        {
            paper.ToTable("Sheets", table => table.HasCheckConstraint("ck_sheet", "\"Id\" > 0"));
            paper.Property(x => x.Title).HasMaxLength(40);
        }));
        await app.RunAsync("INSERT INTO \"Sheets\" (\"Id\", \"Title\") VALUES (1, 'kept')");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Sheets\""));
    }

    [Fact]
    public async Task A_comment_on_a_table_keeps_the_guard()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Comment", MigratingModels.Guarded(paper => paper.ToTable(table => table.HasComment("paper is patient"))));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_guard_added_in_the_migration_that_changes_its_table_is_kept()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Open());

        await app.GrowAsync("Both", MigratingModels.Guarded(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))));
        var guards = await Attacks.GuardsAsync(app);
        await app.MigrateAsync("Initial");

        Assert.True(guards > 0);
        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task A_guard_of_another_table_that_reads_the_changed_table_is_kept()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", Kinds());

        await app.GrowAsync("Change", Kinds(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))));
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (1, 'a')");
        await app.RunAsync("INSERT INTO \"Maps\" (\"Id\", \"Scale\") VALUES (1, 5)");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Maps\""));
        await app.RunAsync("UPDATE \"Paper\" SET \"DeletedAt\" = '2026-01-01'");
        Assert.Equal(1, await app.RunAsync("DELETE FROM \"Maps\""));
    }

    [Fact]
    public async Task The_column_order_does_not_affect_the_guard()
    {
        var app = await GuardedAsync();
        await app.GrowAsync("Add", MigratingModels.Guarded(paper => paper.Property<int>("Aaa").HasColumnOrder(0)));

        await app.GrowAsync("Rebuild", MigratingModels.Guarded(paper =>
        {
            paper.Property<int>("Aaa").HasColumnOrder(0).HasDefaultValue(1);
            paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"));
        }));

        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Migrations_can_write_seed_data_past_the_guards()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", Seeded(new Paper { Id = 1 }, new Paper { Id = 2 }));

        await app.GrowAsync("Change", Seeded(new Paper { Id = 1, Title = "changed" }, new Paper { Id = 3 }));
        var rows = await app.ReadAsync<string>("SELECT min(\"Title\") || count(*) AS \"Value\" FROM \"Paper\"");
        await app.MigrateAsync("Initial");

        Assert.Equal("a title2", rows);
        Assert.Equal("a title2", await app.ReadAsync<string>("SELECT max(\"Title\") || count(*) AS \"Value\" FROM \"Paper\""));
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task Dropping_a_table_removes_its_guards()
    {
        var app = await GuardedAsync();

        await app.GrowAsync("Drop", model => model.Entity<Letter>());

        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task Reverting_a_table_change_restores_its_guard()
    {
        var app = await GuardedAsync();
        await app.GrowAsync("Change", MigratingModels.Guarded(paper => paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 0"))));
        await app.GrowAsync("Rename", MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));

        await app.MigrateAsync("Initial");

        await Attacks.PaperIsKeptAsync(app);
    }

    private static Action<ModelBuilder> Seeded(params Paper[] papers) => MigratingModels.Guarded(paper => paper.HasData(papers));

    private static Action<ModelBuilder> Kinds(
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Paper>>? more = null) => model =>
    {
        MigratingModels.Guarded(paper =>
        {
            paper.UseTptMappingStrategy();
            more?.Invoke(paper);
        })(model);
        model.Entity<Map>().ToTable("Maps");
    };

    private async Task<MigratingApplication> GuardedAsync()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        return app;
    }
}

public sealed class ChangedTableOnSqliteTests(SqliteDatabase database) : ChangedTableTests<SqliteDatabase>(database);

public sealed class ChangedTableOnPostgresTests(PostgresDatabase database) : ChangedTableTests<PostgresDatabase>(database);
