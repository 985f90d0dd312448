using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Migrations.Checking;

/// <summary>The check of the database objects at application startup.</summary>
public abstract class ManagedObjectsCheckTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_database_created_with_EnsureCreated_has_all_managed_objects()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await using var context = app.Open(MigratingModels.Guarded());
        await context.Database.EnsureCreatedAsync();

        var report = await context.Database.CheckManagedObjectsAsync();

        Assert.Empty(report.Findings);
        Assert.True(report.Expected > 0);
        report.ThrowIfInvalid();
    }

    [Fact]
    public async Task A_dropped_trigger_is_missing_and_can_be_repaired()
    {
        var app = await GuardedAsync();
        await app.RunAsync(DropOf(app));

        var finding = Assert.Single((await app.CheckAsync()).Findings);
        await app.RunAsync(finding.Repair!);

        Assert.Equal(
            (ManagedObjectProblem.Missing, ManagedObjectKind.Trigger, "Paper", "soft-delete.live"),
            (finding.Problem, finding.Kind, finding.Table, finding.Code));
        Assert.Empty((await app.CheckAsync()).Findings);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_rewritten_trigger_is_different_and_can_be_repaired()
    {
        var app = await GuardedAsync();
        await app.RunAsync($"{DropOf(app)}; {(IsSqlite(app)
            ? "CREATE TRIGGER itk_Paper_delete BEFORE DELETE ON Paper WHEN FALSE BEGIN SELECT RAISE(ABORT, 'no'); END"
            : "CREATE TRIGGER \"itk_Paper_delete\" BEFORE DELETE ON \"Paper\" FOR EACH ROW WHEN (FALSE) EXECUTE FUNCTION \"itk_Paper_delete\"()")}");

        var finding = Assert.Single((await app.CheckAsync()).Findings);
        await app.RunAsync(finding.Repair!);

        Assert.Equal((ManagedObjectProblem.Different, "itk_Paper_delete"), (finding.Problem, finding.Name));
        Assert.Empty((await app.CheckAsync()).Findings);
        await Attacks.PaperIsKeptAsync(app);
    }

    [Fact]
    public async Task A_trigger_of_an_older_model_is_different()
    {
        var app = await GuardedAsync();
        await app.RunAsync("ALTER TABLE \"Paper\" ADD COLUMN \"GoneAt\" timestamp");

        var report = await app.CheckAsync(MigratingModels.Guarded(paper => paper.Property(x => x.DeletedAt).HasColumnName("GoneAt")));

        Assert.Contains(report.Findings, finding => finding is { Problem: ManagedObjectProblem.Different, Name: "itk_Paper_delete" });
        Assert.Contains(
            "itk_Paper_delete of Paper", Assert.Throws<InvalidOperationException>(report.ThrowIfInvalid).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guard_that_is_not_in_the_model_is_extra()
    {
        var app = await GuardedAsync();

        var report = await app.CheckAsync(MigratingModels.Open());
        foreach (var finding in report.Findings)
        {
            await app.RunAsync(finding.Repair!);
        }

        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Equal(ManagedObjectProblem.Extra, finding.Problem));
        Assert.True(report.IsValid);
        Assert.Empty((await app.CheckAsync(MigratingModels.Open())).Findings);
    }

    [Fact]
    public async Task Third_party_triggers_are_ignored()
    {
        var app = await GuardedAsync();
        await app.RunAsync(IsSqlite(app)
            ? "CREATE TRIGGER mine AFTER INSERT ON Paper BEGIN SELECT 1; END"
            : "CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                + "CREATE TRIGGER mine AFTER INSERT ON \"Paper\" FOR EACH ROW EXECUTE FUNCTION mine()");

        Assert.Empty((await app.CheckAsync()).Findings);
    }

    [Fact]
    public async Task In_an_empty_database_everything_is_missing()
    {
        var app = await MigratingApplication.CreateAsync(database);

        var report = await app.CheckAsync(MigratingModels.Guarded());

        Assert.Equal(report.Expected, report.Findings.Count);
        Assert.All(report.Findings, finding => Assert.Equal(ManagedObjectProblem.Missing, finding.Problem));
    }

    [Fact]
    public async Task A_check_inside_a_transaction_sees_its_changes()
    {
        var app = await GuardedAsync();
        await using var context = app.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync(DropOf(app));

        var report = await context.Database.CheckManagedObjectsAsync();

        Assert.Single(report.Findings);
    }

    [Fact]
    public async Task Checking_a_context_without_blocks_throws()
    {
        var app = await MigratingApplication.CreateAsync(database, blocks: _ => { });
        await using var context = app.Open();

        var violation = await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.CheckManagedObjectsAsync());

        Assert.Contains("UseIntegrity()", violation.Message, StringComparison.Ordinal);
    }

    private static bool IsSqlite(MigratingApplication app)
    {
        using var context = app.Open();
        return context.Database.IsSqlite();
    }

    private static string DropOf(MigratingApplication app)
        => IsSqlite(app) ? "DROP TRIGGER itk_Paper_delete" : "DROP TRIGGER \"itk_Paper_delete\" ON \"Paper\"";

    private async Task<MigratingApplication> GuardedAsync()
    {
        var app = await MigratingApplication.CreateAsync(database);
        await app.GrowAsync("Initial", MigratingModels.Guarded());
        return app;
    }
}

public sealed class ManagedObjectsCheckOnSqliteTests(SqliteDatabase database) : ManagedObjectsCheckTests<SqliteDatabase>(database);

public sealed class ManagedObjectsCheckOnPostgresTests(PostgresDatabase database) : ManagedObjectsCheckTests<PostgresDatabase>(database);
