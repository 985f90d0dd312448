using System.Diagnostics;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Features of PostgreSQL only: schemas, idempotent scripts, TRUNCATE, triggers that can be disabled.</summary>
public sealed class PostgresMigrationTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task An_idempotent_script_can_be_run_twice()
    {
        var script = await GrownAsync();
        var app = await MigratingApplication.CreateAsync(database);

        await app.RunAsync(script);
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\") VALUES (1, 'kept')");
        await app.RunAsync(script);

        Assert.Equal(1, await app.ReadAsync<int>("SELECT count(*)::int AS \"Value\" FROM \"Paper\""));
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM \"Paper\""));
        Assert.NotNull(await Attacks.TryAsync(app, "TRUNCATE \"Paper\""));
    }

    [Fact]
    public async Task An_idempotent_script_can_be_run_twice_by_psql()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/psql"), "psql is not installed.");
        var script = await GrownAsync();
        var app = await MigratingApplication.CreateAsync(database);

        var first = await PsqlAsync(app, script);
        var second = await PsqlAsync(app, script);

        Assert.Equal((0, 0), (first, second));
        await Attacks.PaperIsKeptAsync(app);
        Assert.Empty((await app.CheckAsync(MigratingModels.Guarded(paper => paper.Property(x => x.Title).HasMaxLength(20)))).Findings);
    }

    [Theory]
    [InlineData("ALTER TABLE \"Paper\" DISABLE TRIGGER \"itk_Paper_delete\"")]
    [InlineData("ALTER TABLE \"Paper\" ENABLE REPLICA TRIGGER \"itk_Paper_delete\"")]
    [InlineData("CREATE OR REPLACE FUNCTION \"itk_Paper_delete\"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'")]
    [InlineData("CREATE OR REPLACE TRIGGER \"itk_Paper_delete\" BEFORE DELETE ON \"Paper\" FOR EACH ROW WHEN (FALSE) EXECUTE FUNCTION \"itk_Paper_delete\"()")]
    public async Task A_disabled_guard_is_different_and_can_be_repaired(string disarm)
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        await app.RunAsync(disarm);

        var finding = Assert.Single((await app.CheckAsync()).Findings);
        await app.RunAsync(finding.Repair!);

        Assert.Equal((ManagedObjectProblem.Different, "itk_Paper_delete"), (finding.Problem, finding.Name));
        Assert.Contains("it was changed or disabled", finding.Remedy, StringComparison.Ordinal);
        Assert.Empty((await app.CheckAsync()).Findings);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_check_does_not_depend_on_the_search_path()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded(paper => paper.ToTable("Paper", "elsewhere")));
        await using var context = app.Open();
        await context.Database.OpenConnectionAsync();

        await context.Database.ExecuteSqlRawAsync("SET search_path = elsewhere");
        var inside = await context.Database.CheckManagedObjectsAsync();
        await context.Database.ExecuteSqlRawAsync("SET search_path = ''");
        var outside = await context.Database.CheckManagedObjectsAsync();

        Assert.Empty(inside.Findings);
        Assert.Empty(outside.Findings);
    }

    [Fact]
    public async Task A_guard_is_in_the_schema_of_its_table_and_moves_with_it()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded(paper => paper.ToTable("Paper", "old")));
        await app.RunAsync("INSERT INTO old.\"Paper\" (\"Id\", \"Title\") VALUES (1, 'kept')");
        var before = await Attacks.TryAsync(app, "DELETE FROM old.\"Paper\"");

        await app.GrowAsync("Move", MigratingModels.Guarded(paper => paper.ToTable("Paper", "new")));
        var after = await Attacks.TryAsync(app, "DELETE FROM new.\"Paper\"");

        Assert.Equal("old", Assert.IsType<PostgresException>(before).SchemaName);
        Assert.Equal("new", Assert.IsType<PostgresException>(after).SchemaName);
        Assert.Equal("new", await app.ReadAsync<string>(
            "SELECT DISTINCT nspname::text AS \"Value\" FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE proname LIKE 'itk%'"));
    }

    [Fact]
    public async Task Tables_with_the_same_name_in_two_schemas_are_both_guarded()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", model =>
        {
            MigratingModels.Guarded(paper => paper.ToTable("Rows", "a"))(model);
            model.Entity<Letter>().ToTable("Rows", "b").HasSoftDelete().GuardInDatabase();
        });
        await app.RunAsync("INSERT INTO a.\"Rows\" (\"Id\", \"Title\") VALUES (1, 'kept')");
        await app.RunAsync("INSERT INTO b.\"Rows\" (\"Id\") VALUES (1)");

        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM a.\"Rows\""));
        Assert.NotNull(await Attacks.TryAsync(app, "DELETE FROM b.\"Rows\""));
        await app.MigrateAsync("0");
        Assert.Equal(0, await Attacks.GuardsAsync(app));
    }

    [Fact]
    public async Task Guards_use_the_default_schema_of_the_model()
    {
        var app = await MigratingApplication.CreateAsync(database);

        await app.GrowAsync("Initial", model =>
        {
            model.HasDefaultSchema("desk");
            MigratingModels.Guarded()(model);
        });
        await app.RunAsync("INSERT INTO desk.\"Paper\" (\"Id\", \"Title\") VALUES (1, 'kept')");

        Assert.Equal("desk", Assert.IsType<PostgresException>(await Attacks.TryAsync(app, "DELETE FROM desk.\"Paper\"")).SchemaName);
    }

    [Fact]
    public async Task A_failed_migration_leaves_the_guards_unchanged()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        await app.RunAsync("INSERT INTO \"Paper\" (\"Id\", \"Title\", \"DeletedAt\") VALUES (1, 'not a number', NULL)");

        await Assert.ThrowsAsync<PostgresException>(() => app.GrowAsync(
            "Fail",
            MigratingModels.Guarded(paper =>
            {
                paper.Property(x => x.DeletedAt).HasColumnName("GoneAt");
                paper.ToTable(table => table.HasCheckConstraint("ck_paper", "\"Id\" > 5"));
            })));

        await Attacks.PaperIsKeptAsync(app);
    }

    private async Task<string> GrownAsync()
    {
        var app = await MigratingApplication.CreateAsync(database);
        app.Add("Initial", MigratingModels.Open());
        app.Add("Guard", MigratingModels.Guarded());
        app.Add("Rename", MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));
        app.Add("Back", MigratingModels.Guarded(paper => paper.Property(x => x.Title).HasMaxLength(20)));
        return app.Script(MigrationsSqlGenerationOptions.Idempotent);
    }

    private static async Task<int> PsqlAsync(MigratingApplication app, string script)
    {
        await using var context = app.Open();
        var connection = new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString());
        var start = new ProcessStartInfo("/usr/bin/psql") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            ["-X", "-v", "ON_ERROR_STOP=1", "-h", connection.Host!, "-p", $"{connection.Port}", "-U", connection.Username!, connection.Database!])
        {
            start.ArgumentList.Add(argument);
        }

        using var psql = Process.Start(start)!;
        var output = psql.StandardOutput.ReadToEndAsync();
        var errors = psql.StandardError.ReadToEndAsync();
        await psql.StandardInput.WriteAsync(script);
        psql.StandardInput.Close();
        await Task.WhenAll(output, errors, psql.WaitForExitAsync());
        return psql.ExitCode;
    }
}
