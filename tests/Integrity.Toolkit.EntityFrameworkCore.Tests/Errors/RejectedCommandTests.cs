using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Database errors of statements that SaveChanges does not execute.</summary>
public abstract class RejectedCommandTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ExecuteUpdate_that_violates_a_check_throws_the_same_exception_without_entries(bool async)
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(
                () => db.Set<Order>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Quantity, 0)))
            : Assert.Throws<IntegrityUpdateException>(
                () => db.Set<Order>().ExecuteUpdate(set => set.SetProperty(x => x.Quantity, 0)));

        Assert.Equal(
            (DatabaseErrorKind.Check, "CK_Orders_Quantity", "Order", "Quantity"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity, Assert.Single(failure.Database.Members)));
        Assert.Empty(failure.Entries);
        Assert.Empty(failure.Violations[0].Key);
        Assert.IsAssignableFrom<DbException>(failure.InnerException);
    }

    [Fact]
    public async Task ExecuteUpdate_with_a_missing_principal_names_the_updated_member()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Set<Order>()
            .TagWith("a tag\nof two lines")
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.PayerId, 99)));

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyMissing, "FK_Order_Customer_PayerId", "Order"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
    }

    [Fact]
    public async Task ExecuteDelete_of_referenced_rows_is_reported()
    {
        await using var app = await OpenAsync(database);
        var customer = await app.SaveAsync(new Customer());
        await app.SaveAsync(new Order { CustomerId = customer.Id });
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Set<Customer>().ExecuteDeleteAsync());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyReferenced, "FK_Order_Customer_CustomerId", "Customer"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
    }

    [Theory]
    [InlineData("INSERT INTO \"Order\" (\"Id\", \"Serial\", \"Quantity\", \"Price_Amount\", \"Number\") VALUES (7, 'x', 1, 0, 'A')", "IX_Order_Number")]
    [InlineData("UPDATE \"Order\" SET \"Quantity\" = -1", "CK_Orders_Quantity")]
    [InlineData("UPDATE \"Order\" SET \"CustomerId\" = 99", "FK_Order_Customer_CustomerId")]
    public async Task SQL_executed_through_EF_Core_is_reported_too(string sql, string constraint)
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order { Number = "A" });
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal((constraint, "Order"), (failure.Database.Constraint, failure.Database.Entity));
    }

    [Fact]
    public async Task An_invalid_SQL_error_is_not_converted()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE nothing SET x = 1"));

        Assert.Contains("ExecuteNonQuery", failure.StackTrace, StringComparison.Ordinal);
        Assert.Null(db.Database.GetDatabaseError(failure));
    }

    [Fact]
    public async Task Other_errors_keep_their_type_in_a_save()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("DROP TABLE \"Order\"");
        db.Add(new Order());

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.IsType<DbUpdateException>(failure);
        Assert.IsAssignableFrom<DbException>(failure.InnerException);
        Assert.Contains("ModificationCommandBatch", failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concurrency_exception_is_not_converted()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        db.Entry(new Customer { Id = 99 }).State = EntityState.Modified;

        var failure = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

        Assert.IsType<DbUpdateConcurrencyException>(failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Later_interceptors_are_notified_once_of_the_failure(bool async)
    {
        var told = new Told();
        await using var app = await OpenAsync(database, options: o => o.AddInterceptors(told));
        await app.SaveAsync(new Order());
        await using var db = app.Open();

        _ = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(
                () => db.Set<Order>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Quantity, 0)))
            : Assert.Throws<IntegrityUpdateException>(
                () => db.Set<Order>().ExecuteUpdate(set => set.SetProperty(x => x.Quantity, 0)));

        Assert.IsAssignableFrom<DbException>(Assert.Single(told.Failures));
    }

    [Fact]
    public async Task A_failed_command_on_the_raw_connection_can_be_explained()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "UPDATE \"Order\" SET \"Quantity\" = 0";
        var failure = await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync());

        var violation = db.Database.GetDatabaseError(failure);

        Assert.Equal((DatabaseErrorKind.Check, "CK_Orders_Quantity"), (violation!.Kind, violation.Constraint));
        Assert.Equal("Check (database.check) by CK_Orders_Quantity", violation.ToString());
        Assert.Same(violation.Code, db.Database.GetDatabaseError(new InvalidOperationException("around it", failure))!.Code);
        Assert.Null(db.Database.GetDatabaseError(new InvalidOperationException()));
    }

    [Fact]
    public async Task A_violation_is_counted_by_its_code_and_entity()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();
        using var heard = new MetricRecorder();

        await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<Order>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Quantity, 0)));

        Assert.Equal(["integrity.code=database.check integrity.entity=Order integrity.outcome=rejected"], heard.Counted);
    }

    private sealed class Told : DbCommandInterceptor
    {
        public List<Exception> Failures { get; } = [];

        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Failures.Add(eventData.Exception);

        public override Task CommandFailedAsync(
            DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Failures.Add(eventData.Exception);
            return Task.CompletedTask;
        }
    }
}

public sealed class RejectedCommandOnSqliteTests(SqliteDatabase database) : RejectedCommandTests<SqliteDatabase>(database);

public sealed class RejectedCommandOnPostgresTests(PostgresDatabase database) : RejectedCommandTests<PostgresDatabase>(database);
