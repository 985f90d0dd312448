using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>Retries and ambient transactions, which SQLite does not support.</summary>
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
        var stage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await RetryingAsync(stage);
        await using var db = app.Open();
        db.AddRange(Enumerable.Range(0, alone ? 0 : 1).Select(_ => new Plain()));
        stage.Fail = new NpgsqlException("The line went dead.", new IOException());

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal((2, 1), (stage.Attempts, stage.Written));
        Assert.Equal("a++", (await db.Tags.SingleAsync()).Name);
        Assert.Equal(alone ? 0 : 1, await db.Plains.CountAsync());
    }

    [Fact]
    public async Task A_permanent_error_is_not_retried()
    {
        var stage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await RetryingAsync(stage);
        await using var db = app.Open();
        stage.Last.Add("""UPDATE "Nowhere" SET "Name" = 'x'""");

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(1, stage.Attempts);
        Assert.Equal("a", (await db.Tags.SingleAsync()).Name);
    }

    [Theory]
    [InlineData(true, "a++")]
    [InlineData(false, "a")]
    public async Task The_outcome_of_an_ambient_transaction_is_followed(bool complete, string expected)
    {
        var stage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await TestApplication.CreateAsync(database, options: stage.Use);
        await app.SaveAsync(new Tag { Name = "a" });
        stage.IsOn = true;
        await using (var db = app.Open())
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            db.Add(new Plain());
            await db.SaveChangesAsync();
            if (complete)
            {
                scope.Complete();
            }
        }

        await using var later = app.Open();
        Assert.Equal(expected, (await later.Tags.SingleAsync()).Name);
        Assert.Equal(complete ? 1 : 0, await later.Plains.CountAsync());
    }

    private async Task<TestApplication> RetryingAsync(TestSaveStage stage)
    {
        var app = await TestApplication.CreateAsync(database, options: options =>
        {
            stage.Use(options);
            new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure();
        });
        await app.SaveAsync(new Tag { Name = "a" });
        stage.IsOn = true;
        return app;
    }
}
