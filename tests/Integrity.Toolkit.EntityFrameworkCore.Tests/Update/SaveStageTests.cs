using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Update;

/// <summary>Additional statements of a stage succeed or fail together with the save.</summary>
public abstract class SaveStageTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string Mark = """UPDATE "Tags" SET "Name" = "Name" || '+'""";
    private const string Broken = """UPDATE "Nowhere" SET "Name" = 'x'""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stage_statements_run_before_and_after_the_entities_in_one_transaction(bool asynchronous)
    {
        var testStage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Add(new Plain());

        var rows = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal([Mark, "INSERT", Mark], app.Sql.Writes.Select(text => text.StartsWith("INSERT", StringComparison.Ordinal) ? "INSERT" : text));
        Assert.Equal(("a++", 3, 1), (await NameAsync(app), rows, testStage.Written));
        Assert.Null(db.Database.CurrentTransaction);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_without_changed_entities_runs_the_statements_too(bool asynchronous)
    {
        var testStage = new TestSaveStage { Last = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();

        var rows = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal(("a+", 1, 1), (await NameAsync(app), rows, testStage.Written));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_that_fails_after_the_entities_rolls_them_back(bool asynchronous)
    {
        var testStage = new TestSaveStage { First = { Mark }, Last = { Broken } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        var plain = new Plain();
        db.Add(plain);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(
            async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());
        var state = (db.Entry(plain).State, plain.Id, testStage.Written);
        testStage.Last.Clear();
        await db.SaveChangesAsync();

        Assert.IsAssignableFrom<System.Data.Common.DbException>(failure.InnerException);
        Assert.Equal((EntityState.Added, 0, 0), state);
        Assert.Equal(("a+", 1), (await NameAsync(app), await db.Plains.CountAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entities_that_fail_roll_back_the_statements_before_them(bool asynchronous)
    {
        var testStage = new TestSaveStage { First = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Add(new Tag { Id = 1, Name = "again" });

        await Assert.ThrowsAsync<DbUpdateException>(
            async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        Assert.Equal("a", await NameAsync(app));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_the_callers_transaction_a_failure_rolls_back_only_the_save(bool asynchronous)
    {
        var testStage = new TestSaveStage { First = { Mark }, Last = { Broken } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("""UPDATE "Tags" SET "Name" = 'user'""");
            db.Add(new Plain());
            await Assert.ThrowsAsync<DbUpdateException>(
                async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());
            await transaction.CommitAsync();
        }

        Assert.Equal(("user", 0), (await NameAsync(app), await db.Plains.CountAsync()));
        Assert.True(db.Database.AutoSavepointsEnabled);
    }

    [Fact]
    public async Task Rolling_back_the_callers_transaction_rolls_back_everything()
    {
        var testStage = new TestSaveStage { Last = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal("a", await NameAsync(app));
    }

    [Fact]
    public async Task Without_savepoints_the_callers_transaction_is_left_to_the_caller()
    {
        var testStage = new TestSaveStage { First = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Database.AutoSavepointsEnabled = false;
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal("a+", await NameAsync(app));
        Assert.False(db.Database.AutoSavepointsEnabled);
    }

    [Fact]
    public async Task With_AutoTransactionBehavior_Never_the_save_throws_and_nothing_is_saved()
    {
        var testStage = new TestSaveStage { First = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.Add(new Plain());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("AutoTransactionBehavior is Never", failure.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task With_AutoTransactionBehavior_Never_an_open_transaction_is_used()
    {
        var testStage = new TestSaveStage { First = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;

        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal("a+", await NameAsync(app));
    }

    [Fact]
    public async Task A_save_canceled_between_its_statements_is_rolled_back()
    {
        var testStage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        db.Add(new Plain());
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = () =>
        {
            if (app.Sql.Writes.Count() == 3)
            {
                cancellation.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));

        Assert.Equal("a", await NameAsync(app));
        Assert.Empty(await db.Plains.ToListAsync());
    }

    [Fact]
    public async Task A_canceled_save_in_the_callers_transaction_is_rolled_back_to_its_savepoint()
    {
        var testStage = new TestSaveStage { First = { Mark }, Last = { Mark } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        using var cancellation = new CancellationTokenSource();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            testStage.Fail = new OperationCanceledException();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));
            await transaction.CommitAsync();
        }

        Assert.Equal("a", await NameAsync(app));
    }

    [Fact]
    public async Task A_failed_save_without_changed_entities_is_reported_like_any_other()
    {
        var testStage = new TestSaveStage { Last = { Broken } };
        await using var app = await SeededAsync(testStage);
        await using var db = app.Open();
        var reported = new List<Exception>();
        db.SaveChangesFailed += (_, failed) => reported.Add(failed.Exception);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Same(failure, Assert.Single(reported));
    }

    [Fact]
    public async Task A_save_with_entities_only_starts_no_additional_transaction()
    {
        await using var app = await SeededAsync(new TestSaveStage());
        await using var db = app.Open();
        var begun = 0;
        var plain = await db.Plains.FirstOrDefaultAsync() ?? new Plain();
        db.Add(plain);
        app.Sql.OnWrite = () => begun += db.Database.CurrentTransaction is null ? 0 : 1;

        await db.SaveChangesAsync();

        Assert.Equal(0, begun);
    }

    private static async Task<string> NameAsync(TestApplication app)
    {
        await using var db = app.Open();
        return await db.Tags.Select(tag => tag.Name).SingleAsync();
    }

    private async Task<TestApplication> SeededAsync(TestSaveStage testStage)
    {
        var app = await TestApplication.CreateAsync(database, options: testStage.Use);
        await app.SaveAsync(new Tag { Name = "a" });
        testStage.IsOn = true;
        return app;
    }
}

public sealed class SaveStageSqliteTests(SqliteDatabase database) : SaveStageTests<SqliteDatabase>(database);

public sealed class SaveStagePostgresTests(PostgresDatabase database) : SaveStageTests<PostgresDatabase>(database);
