using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Readme;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The README of transitions describes ledgers and set-based transitions.</summary>
public abstract class LedgerReadmeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_ledger_rejects_and_permits_what_the_readme_shows()
    {
        await using var db = await CreateAsync();
        var (update, written) = Said();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(update));
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync(written);
            await transaction.CommitAsync();
        }

        Assert.Contains("Vouchers.Status changes only together with its history row", refused.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal("paid", await db.Vouchers.Where(x => x.Id == 1).Select(x => x.Status).SingleAsync());
        Assert.True((await db.CheckHistoryAsync<Voucher>()).IsValid);
    }

    [Fact]
    public async Task Set_based_transitions_work_as_the_readme_shows()
    {
        await using var db = await CreateAsync();

        var result = await VoucherDesk.ExpireAsync(db, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal((2, 2, 0, 0), (result.Matched, result.Transitioned, result.Ignored, result.Skipped));
        Assert.Equal("expired expired", string.Join(' ', await db.Vouchers.Select(x => x.Status).ToListAsync()));
        Assert.True((await db.CheckHistoryAsync<Voucher>()).IsValid);
    }

    /// <summary>Returns the SQL of the README: the rejected statement, and what another program must write.</summary>
    private static (string Update, string Written) Said()
    {
        var page = File.ReadAllText(Repository.Combine(
            "src", "Integrity.Toolkit.EntityFrameworkCore", "Transitions", "README.md"));
        var update = page[page.IndexOf("UPDATE \"Vouchers\"", StringComparison.Ordinal)..];
        var written = page[page.IndexOf("INSERT INTO \"VoucherStatusHistory\"", StringComparison.Ordinal)..];
        return (update[..update.IndexOf('\n', StringComparison.Ordinal)], written[..written.IndexOf("```", StringComparison.Ordinal)]);
    }

    private async Task<VoucherContext> CreateAsync()
    {
        var options = new DbContextOptionsBuilder<VoucherContext>();
        (await database.CreateAsync())(options);
        options.UseTransitions();
        var db = new VoucherContext(options.Options);
        await db.Database.EnsureCreatedAsync();
        var expires = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        db.AddRange(new Voucher { ExpiresAt = expires }, new Voucher { ExpiresAt = expires });
        await db.SaveChangesAsync();
        return db;
    }
}

public sealed class LedgerReadmeSqliteTests(SqliteDatabase database) : LedgerReadmeTests<SqliteDatabase>(database);

public sealed class LedgerReadmePostgresTests(PostgresDatabase database) : LedgerReadmeTests<PostgresDatabase>(database);
