using Integrity.Toolkit.Migrated;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>The `dotnet ef` command line, as used by users.</summary>
public abstract class DotnetEfTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string Built = "Integrity.Toolkit.Migrated";

    protected abstract string Name { get; }

    [Fact]
    public async Task A_new_migration_compiles_can_be_applied_and_is_enforced()
    {
        var missing = await DotnetEf.WhyMissingAsync();
        Assert.SkipUnless(missing is null, missing ?? "");
        var folder = Directory.CreateTempSubdirectory("integrity-ef-").FullName;
        var connect = await database.CreateOnDiskAsync();

        var (code, output) = await DotnetEf.RunAsync(
            DotnetEf.StandIn(folder, Built), "migrations add First", $"Fresh{Name}Context", "--output-dir", "Made");
        Assert.True(code == 0, output);
        var made = Directory.GetFiles(Path.Combine(folder, "Made"), "*.cs").Select(File.ReadAllText).ToList();
        await using var context = Open(connect, MigrationCompiler.Compile(made));
        await context.Database.MigrateAsync();
        await context.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"Parcels\" (\"Id\", \"Code\", \"Grams\", \"Status\", \"Version\") VALUES (1, 'c', 5, 'Packed', 1)");
        Directory.Delete(folder, recursive: true);

        Assert.False(context.Database.HasPendingModelChanges());
        (await context.Database.CheckManagedObjectsAsync()).ThrowIfInvalid();
        var violation = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => context.Database.ExecuteSqlRawAsync("DELETE FROM \"Parcels\""));
        Assert.Equal("soft-delete.live", violation.Violations[0].Code);
    }

    [Fact]
    public async Task The_tool_finds_no_pending_model_changes()
    {
        var missing = await DotnetEf.WhyMissingAsync();
        Assert.SkipUnless(missing is null, missing ?? "");

        var (code, output) = await DotnetEf.RunAsync(
            Repository.Combine("tests", Built), "migrations has-pending-model-changes", $"{Name}ParcelContext");

        Assert.True(code == 0, output);
    }

    private protected abstract ParcelContext Open(Action<DbContextOptionsBuilder> connect, System.Reflection.Assembly migrations);

    private protected static DbContextOptions<TContext> Options<TContext>(
        Action<DbContextOptionsBuilder> connect, System.Reflection.Assembly migrations)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        connect(options);
        ParcelContext.Blocks(options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            RelationalOptionsExtension.Extract(options.Options).WithMigrationsAssembly(migrations));
        return options.Options;
    }
}

public sealed class DotnetEfOnSqliteTests(SqliteDatabase database) : DotnetEfTests<SqliteDatabase>(database)
{
    protected override string Name => "Sqlite";

    private protected override ParcelContext Open(Action<DbContextOptionsBuilder> connect, System.Reflection.Assembly migrations)
        => new FreshSqliteContext(Options<FreshSqliteContext>(connect, migrations));
}

public sealed class DotnetEfOnPostgresTests(PostgresDatabase database) : DotnetEfTests<PostgresDatabase>(database)
{
    protected override string Name => "Postgres";

    private protected override ParcelContext Open(Action<DbContextOptionsBuilder> connect, System.Reflection.Assembly migrations)
        => new FreshPostgresContext(Options<FreshPostgresContext>(connect, migrations));
}
