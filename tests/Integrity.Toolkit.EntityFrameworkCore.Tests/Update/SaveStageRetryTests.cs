using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>Retries and ambient transactions, which SQLite has not.</summary>
public sealed class SaveStageRetryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Mark = """UPDATE "Tags" SET "Name" = "Name" || '+'""";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_retried_save_takes_effect_once(bool asynchronous, bool alone)
    {
        var slot = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var world = await RetryingAsync(slot);
        await using var db = world.Open();
        db.AddRange(Enumerable.Range(0, alone ? 0 : 1).Select(_ => new Plain()));
        slot.Fail = new NpgsqlException("The line went dead.", new IOException());

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal((2, 1), (slot.Attempts, slot.Written));
        Assert.Equal("a++", (await db.Tags.SingleAsync()).Name);
        Assert.Equal(alone ? 0 : 1, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task A_fault_that_no_retry_helps_is_not_retried()
    {
        var slot = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var world = await RetryingAsync(slot);
        await using var db = world.Open();
        slot.Last.Add("""UPDATE "Nowhere" SET "Name" = 'x'""");

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(1, slot.Attempts);
        Assert.Equal("a", (await db.Tags.SingleAsync()).Name);
    }

    [Theory]
    [InlineData(true, "a++")]
    [InlineData(false, "a")]
    public async Task An_ambient_transaction_decides(bool complete, string expected)
    {
        var slot = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var world = await TestApplication.CreateAsync(database, options: slot.Use);
        await world.SaveAsync(new Tag { Name = "a" });
        slot.IsOn = true;
        await using (var db = world.Open())
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            db.Add(new Plain());
            await db.SaveChangesAsync();
            if (complete)
            {
                scope.Complete();
            }
        }

        await using var later = world.Open();
        Assert.Equal(expected, (await later.Tags.SingleAsync()).Name);
        Assert.Equal(complete ? 1 : 0, await later.Plains.CountAsync());
    }

    private async Task<TestApplication> RetryingAsync(TestSaveStage slot)
    {
        var world = await TestApplication.CreateAsync(database, options: options =>
        {
            slot.Use(options);
            new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure();
        });
        await world.SaveAsync(new Tag { Name = "a" });
        slot.IsOn = true;
        return world;
    }
}
