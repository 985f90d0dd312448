using System.Data.Common;
using Integrity.Toolkit.Migrated;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Tests.Migrations;

/// <summary>Migrations that `dotnet ef` created once and that are committed, like those of an application.</summary>
public abstract class CommittedMigrationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Migrating_up_down_and_up_again_blocks_raw_SQL_at_every_step()
    {
        var connect = await database.CreateOnDiskAsync();
        var all = Names(connect);

        foreach (var migration in all.Concat(Enumerable.Reverse(all)).Concat(all))
        {
            await MigrateAsync(connect, migration);
            await AttackAsync(connect, migration);
        }

        await using var context = Open(connect);
        Assert.Equal(["Initial", "Lost", "Renamed", "Rebuilt", "Open"], all.Take(5));
        Assert.Empty((await context.Database.CheckManagedObjectsAsync()).Findings);
    }

    [Fact]
    public async Task Applying_all_migrations_matches_the_model()
    {
        var connect = await database.CreateOnDiskAsync();
        await using var context = Open(connect);

        await context.Database.MigrateAsync();

        Assert.False(
            context.Database.HasPendingModelChanges(),
            "What the toolkit writes into a model has changed: see tests/Integrity.Toolkit.Migrated/ParcelContext.cs.");
        (await context.Database.CheckManagedObjectsAsync()).ThrowIfInvalid();
    }

    [Fact]
    public async Task Reverting_all_migrations_leaves_nothing()
    {
        var connect = await database.CreateOnDiskAsync();
        await MigrateAsync(connect, Names(connect)[^1]);

        await MigrateAsync(connect, Migration.InitialDatabase);

        await using var context = Open(connect);
        var left = await context.Database.SqlQueryRaw<int>(context.Database.IsSqlite()
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT count(*)::int AS \"Value\" FROM pg_proc WHERE proname LIKE 'itk%'").SingleAsync();
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task An_application_save_passes_its_guards()
    {
        var connect = await database.CreateOnDiskAsync();
        await MigrateAsync(connect, Names(connect)[^1]);
        await using var context = Open(connect);
        var parcel = new Parcel { Code = "a", Weight = 5, Slips = { new Slip() } };
        context.Add(parcel);
        await context.SaveChangesAsync();

        parcel.Status = ParcelStatus.Sent;
        await context.SaveChangesAsync();
        context.Remove(parcel);
        await context.SaveChangesAsync();

        Assert.Empty(await context.Parcels.ToListAsync());
        Assert.Empty(await context.Database.FindViolationsAsync());
    }

    private static async Task AttackAsync(Action<DbContextOptionsBuilder> connect, string migration)
    {
        var isRenamed = migration is not ("Initial" or "Lost");
        var isOpen = migration is not ("Initial" or "Lost" or "Renamed" or "Rebuilt");
        var (weight, gone) = isRenamed ? ("Grams", "GoneAt") : ("Weight", "DeletedAt");
        await RunAsync($"INSERT INTO \"Parcels\" (\"Id\", \"Title\", \"Code\", \"{weight}\", \"Status\", \"Version\") VALUES (1, 't', 'c', 5, 'Packed', 1)");
        await RunAsync("INSERT INTO \"Slips\" (\"Id\", \"ParcelId\") VALUES (1, 1)");

        string?[] violations =
        [
            await TryAsync("DELETE FROM \"Parcels\""),
            await TryAsync("UPDATE \"Parcels\" SET \"Title\" = 'x'"),
            await TryAsync("UPDATE \"Parcels\" SET \"Status\" = 'Arrived', \"Version\" = \"Version\" + 1"),
            await TryAsync("INSERT INTO \"Parcels\" (\"Id\", \"Title\", \"Code\", \"" + weight + "\", \"Status\", \"Version\") VALUES (2, 't', 'd', 5, 'Sent', 1)"),
            await TryAsync($"UPDATE \"Parcels\" SET \"{weight}\" = 0, \"Version\" = \"Version\" + 1"),
        ];
        var slip = await TryAsync("DELETE FROM \"Slips\"");

        Assert.All(violations, Assert.NotNull);
        Assert.Equal(isOpen, slip is null);
        await RunAsync("UPDATE \"Parcels\" SET \"Status\" = 'Sent', \"Version\" = \"Version\" + 1");
        Assert.Equal(
            migration == "Initial",
            await TryAsync("UPDATE \"Parcels\" SET \"Status\" = 'Lost', \"Version\" = \"Version\" + 1") is not null);
        await RunAsync("UPDATE \"Slips\" SET \"DeletedAt\" = '2026-01-01'");
        await RunAsync("DELETE FROM \"Slips\"");
        await RunAsync($"UPDATE \"Parcels\" SET \"{gone}\" = '2026-01-01', \"Version\" = \"Version\" + 1");
        await RunAsync("DELETE FROM \"Parcels\"");

        async Task<string?> TryAsync(string sql)
        {
            try
            {
                await RunAsync(sql);
                return null;
            }
            catch (DbException violation)
            {
                return violation.Message;
            }
        }

        // Without EF Core, because the model is newer than the database.
        async Task RunAsync(string sql)
        {
            await using var context = Open(connect);
            await context.Database.OpenConnectionAsync();
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static List<string> Names(Action<DbContextOptionsBuilder> connect)
    {
        using var context = Open(connect);
        return [.. context.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..])];
    }

    private static async Task MigrateAsync(Action<DbContextOptionsBuilder> connect, string migration)
    {
        await using var context = Open(connect);
        await context.GetService<IMigrator>().MigrateAsync(migration);
    }

    private static ParcelContext Open(Action<DbContextOptionsBuilder> connect)
    {
        var probe = new DbContextOptionsBuilder();
        connect(probe);
        return probe.Options.Extensions.Any(extension => extension.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal))
            ? new SqliteParcelContext(Options<SqliteParcelContext>())
            : new PostgresParcelContext(Options<PostgresParcelContext>());

        DbContextOptions<TContext> Options<TContext>()
            where TContext : DbContext
        {
            var options = new DbContextOptionsBuilder<TContext>();
            connect(options);
            ParcelContext.Blocks(options);
            options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
            return options.Options;
        }
    }
}

public sealed class CommittedMigrationOnSqliteTests(SqliteDatabase database) : CommittedMigrationTests<SqliteDatabase>(database);

public sealed class CommittedMigrationOnPostgresTests(PostgresDatabase database) : CommittedMigrationTests<PostgresDatabase>(database);
