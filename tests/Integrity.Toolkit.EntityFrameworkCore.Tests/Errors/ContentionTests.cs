using System.Data;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Conflicting transactions on PostgreSQL; SQLite permits only one writer.</summary>
public sealed class ContentionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Serialization_failures_are_reported_as_retryable(bool async)
    {
        await using var app = await WithCustomersAsync();
        await using var slow = app.Open();
        await using var transaction = await slow.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        var customer = await slow.Set<Customer>().OrderBy(x => x.Id).FirstAsync();
        await VisitAsync(app, customer.Id);
        customer.Visits++;

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => slow.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => slow.SaveChanges());

        Assert.Equal(
            (DatabaseErrorKind.Serialization, true, "database.serialization", "Customer"),
            (failure.Database.Kind, failure.Database.CanRetry, failure.Database.Code, failure.Database.Entity));
        Assert.Equal("40001", Assert.IsType<PostgresException>(failure.InnerException).SqlState);
        Assert.Equal(customer, Assert.Single(failure.Entries).Entity);
    }

    [Fact]
    public async Task A_serialization_failure_at_commit_is_reported()
    {
        await using var app = await WithCustomersAsync();
        await using var one = app.Open();
        await using var other = app.Open();
        await using var first = await one.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var second = await other.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        var sum = await one.Set<Customer>().SumAsync(x => x.Visits) + await other.Set<Customer>().SumAsync(x => x.Visits);
        one.Add(new Customer { Visits = sum + 1 });
        await one.SaveChangesAsync();
        other.Add(new Customer { Visits = sum + 1 });
        await other.SaveChangesAsync();
        await first.CommitAsync();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => second.CommitAsync());

        Assert.Equal((DatabaseErrorKind.Serialization, true), (failure.Database.Kind, failure.Database.CanRetry));
    }

    [Fact]
    public async Task The_victim_of_a_deadlock_receives_the_error()
    {
        await using var app = await WithCustomersAsync();
        await using var one = app.Open();
        await using var other = app.Open();
        await using var first = await one.Database.BeginTransactionAsync();
        await using var second = await other.Database.BeginTransactionAsync();
        await UpdateAsync(one, 1);
        await UpdateAsync(other, 2);

        var waiting = UpdateAsync(one, 2);
        var direct = await Record.ExceptionAsync(() => UpdateAsync(other, 1));
        await (direct is null ? Task.CompletedTask : second.RollbackAsync());
        var failure = Assert.IsType<IntegrityUpdateException>(await Record.ExceptionAsync(() => waiting) ?? direct);

        Assert.Equal((DatabaseErrorKind.Deadlock, true), (failure.Database.Kind, failure.Database.CanRetry));
        Assert.Equal("Customer", failure.Database.Entity);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("a query for locks")]
    public async Task An_unavailable_lock_is_reported_for_queries_too(string how)
    {
        await using var app = await WithCustomersAsync();
        await using var owner = app.Open();
        await using var owning = await owner.Database.BeginTransactionAsync();
        await UpdateAsync(owner, 1);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '50ms'");

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => how == "update"
            ? UpdateAsync(db, 1)
            : db.Set<Customer>().FromSql($"SELECT * FROM \"Customer\" WHERE \"Id\" = 1 FOR UPDATE NOWAIT").ToListAsync());

        Assert.Equal(
            (DatabaseErrorKind.LockTimeout, true, "database.lock-timeout"),
            (failure.Database.Kind, failure.Database.CanRetry, failure.Database.Code));
    }

    [Fact]
    public async Task A_query_error_caused_by_its_own_values_is_not_converted()
    {
        await using var app = await WithCustomersAsync();
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<PostgresException>(
            () => db.Set<Customer>().Where(x => x.Id + int.MaxValue > 0).ToListAsync());

        Assert.Equal("22003", failure.SqlState);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_retried_by_its_execution_strategy_succeeds(bool async)
    {
        await using var app = await WithCustomersAsync(retries: true);
        await using var db = app.Open();
        var customer = await db.Set<Customer>().OrderBy(x => x.Id).FirstAsync();
        customer.Visits = 7;
        app.Sql.FailNextWrite = new PostgresException("could not serialize", "ERROR", "ERROR", "40001");

        _ = async ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Null(app.Sql.FailNextWrite);
        Assert.Equal(7, await db.Set<Customer>().MaxAsync(x => x.Visits));
    }

    [Fact]
    public async Task A_transaction_retried_by_its_execution_strategy_succeeds_after_a_failed_commit_or_statement()
    {
        await using var app = await WithCustomersAsync(retries: true);
        await using var db = app.Open();
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            var customer = await db.Set<Customer>().OrderBy(x => x.Id).FirstAsync();
            await (attempts++ == 0 ? VisitAsync(app, customer.Id) : Task.CompletedTask);
            await db.Set<Customer>().Where(x => x.Id == customer.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Visits, customer.Visits + 1));
            await transaction.CommitAsync();
        });

        Assert.Equal(2, attempts);
        Assert.Equal(2, await db.Set<Customer>().MaxAsync(x => x.Visits));
    }

    [Fact]
    public async Task When_the_execution_strategy_gives_up_the_inner_exception_is_the_integrity_error()
    {
        await using var app = await WithCustomersAsync(retries: true);
        await using var db = app.Open();
        db.Add(new Customer());
        app.Sql.OnWrite = () => throw new PostgresException("could not serialize", "ERROR", "ERROR", "40001");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Equal(
            DatabaseErrorKind.Serialization, Assert.IsType<IntegrityUpdateException>(failure.InnerException).Database.Kind);
        Assert.Equal(DatabaseErrorKind.Serialization, db.Database.GetDatabaseError(failure)!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_permanent_error_is_not_retried(bool async)
    {
        await using var app = await WithCustomersAsync(retries: true);
        await using var db = app.Open();
        db.Add(new Order { Quantity = 0 });
        var writes = 0;
        app.Sql.OnWrite = () => writes++;

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => db.SaveChanges());

        Assert.Equal((DatabaseErrorKind.Check, 1), (failure.Database.Kind, writes));
    }

    private static Task UpdateAsync(DeskContext db, int id)
        => db.Set<Customer>().Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Visits, x => x.Visits + 1));

    private static async Task VisitAsync(TestApplication app, int id)
    {
        await using var db = app.Open();
        await UpdateAsync(db, id);
    }

    private async Task<TestApplication> WithCustomersAsync(bool retries = false)
    {
        var app = await OpenAsync(
            database,
            options: options => _ = retries
                ? new NpgsqlDbContextOptionsBuilder(options).EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(10), null)
                : null);
        await app.SaveAsync(new Customer());
        await app.SaveAsync(new Customer());
        return app;
    }
}
