using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Retries and ambient transactions, which SQLite does not support.</summary>
public sealed class CounterRetryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_retried_save_changes_the_counter_once(bool asynchronous, bool alone)
    {
        await using var app = await RetryingAsync();
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        engineer.Name = alone ? engineer.Name : "Grace";
        db.Entry(engineer).Increment(x => x.Workload).Increment(x => x.Views);
        var failures = 0;
        app.Sql.OnWrite = () => app.Sql.FailNextWrite =
            app.Sql.Commands[^1].Contains("\"Workload\" +", StringComparison.Ordinal) && failures++ == 0 ? Transient() : null;

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        var row = await app.RowAsync(id);
        Assert.Equal((2, 3, 1L), (failures, row.Workload, row.Views));
        Assert.Equal((3, 1L), (engineer.Workload, engineer.Views));
    }

    [Fact]
    public async Task A_retried_block_that_does_not_accept_changes_changes_the_counter_once()
    {
        await using var app = await RetryingAsync();
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        db.Entry(engineer).Increment(x => x.Workload);
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await (attempts++ == 0 ? Task.FromException(Transient()) : transaction.CommitAsync());
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal((2, 3, 3), (attempts, engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task A_block_that_changes_the_counter_in_each_attempt_changes_it_once()
    {
        await using var app = await RetryingAsync();
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Entry(engineer).Increment(x => x.Workload);
            await db.SaveChangesAsync();
            await (attempts++ == 0 ? Task.FromException(Transient()) : transaction.CommitAsync());
        });

        Assert.Equal((2, 3, 3), (attempts, engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    [Fact]
    public async Task A_counter_out_of_bounds_is_not_retried()
    {
        await using var app = await RetryingAsync();
        await app.EngineerAsync(workload: 0);
        await using var db = app.Open();
        db.Entry(await db.Set<Engineer>().SingleAsync()).Decrement(x => x.Workload);

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Single(app.Sql.Writes);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 2)]
    public async Task The_outcome_of_an_ambient_transaction_is_followed(bool complete, int expected)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        var id = await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Entry(engineer).Increment(x => x.Workload);
            await db.SaveChangesAsync();
            (complete ? scope.Complete : (Action)(() => { }))();
        }

        Assert.Equal((expected, expected), (engineer.Workload, (await app.RowAsync(id)).Workload));
    }

    private static NpgsqlException Transient() => new("The line went dead.", new IOException());

    private Task<TestApplication> RetryingAsync()
        => CounterApplications.CreateAsync(database, options: options => new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure());
}
