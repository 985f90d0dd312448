using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Database errors of SaveChanges, in terms of the model.</summary>
public abstract class DatabaseErrorKindTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_duplicate_value_is_reported_with_its_index_and_member(bool async)
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order { Number = "A" });
        await using var db = app.Open();
        var order = new Order { Number = "A" };
        db.Add(order);

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => db.SaveChanges());

        Assert.Equal(
            (DatabaseErrorKind.Unique, "Order", "IX_Order_Number", "Order", "database.unique", false),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Constraint, failure.Database.Entity,
                failure.Database.Code, failure.Database.CanRetry));
        Assert.Equal(["Number"], failure.Database.Columns);
        Assert.Equal(["Number"], failure.Database.Members);
        Assert.Equal(("database.unique", "Order", "Number"), (failure.Violations[0].Code, failure.Violations[0].Entity, failure.Violations[0].Path));
        Assert.Contains("Order.Number must be unique", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(IX_Order_Number)", failure.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<DbException>(failure.InnerException);
        Assert.Equal(order, Assert.Single(failure.Entries).Entity);
        Assert.Equal(EntityState.Added, db.Entry(order).State);
    }

    [Fact]
    public async Task A_duplicate_of_several_columns_names_all_members_and_no_path()
    {
        var failure = await RefusedAsync(
            new Order { Region = 1, Slot = 2 }, (db, _) => db.Add(new Order { Region = 1, Slot = 2 }));

        Assert.Equal(("IX_Order_Region_Slot", null), (failure.Database.Constraint, failure.Violations[0].Path));
        Assert.Equal(["Region", "Slot"], failure.Database.Members);
    }

    [Fact]
    public async Task An_alternate_key_violation_is_reported_by_its_name()
    {
        var failure = await RefusedAsync(
            new Order { Serial = "1" }, (db, _) => db.Add(new Order { Serial = "1" }), isTracked: false);

        Assert.Equal((DatabaseErrorKind.Unique, "AK_Order_Serial"), (failure.Database.Kind, failure.Database.Constraint));
        Assert.Equal(["Serial"], failure.Database.Members);
    }

    [Fact]
    public async Task A_primary_key_violation_has_its_own_kind()
    {
        var failure = await RefusedAsync(
            new Order(), (db, present) => db.Add(new Order { Id = present.Id }), isTracked: false);

        Assert.Equal(
            (DatabaseErrorKind.PrimaryKey, "PK_Order", "database.primary-key"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Code));
        Assert.Equal(["Id"], failure.Database.Members);
        Assert.Single(failure.Violations[0].Key);
    }

    [Theory]
    [InlineData("Customer")]
    [InlineData("Payer")]
    [InlineData("Parent")]
    public async Task A_missing_principal_is_reported_with_the_foreign_key_member(string which)
    {
        var failure = await RefusedAsync(new Customer(), (db, customer) => db.Add(new Order
        {
            CustomerId = which == "Customer" ? 99 : customer.Id,
            PayerId = which == "Payer" ? 99 : customer.Id,
            ParentId = which == "Parent" ? 99 : null,
        }));

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyMissing, "Order", "Order", $"{which}Id", "database.foreign-key-missing"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Entity, Assert.Single(failure.Database.Members),
                failure.Database.Code));
        Assert.StartsWith("FK_Order_", failure.Database.Constraint, StringComparison.Ordinal);
        Assert.Equal([$"{which}Id"], failure.Database.Columns);
    }

    [Fact]
    public async Task A_changed_foreign_key_without_a_principal_is_reported_too()
    {
        var failure = await RefusedAsync(new Order(), (_, order) => order.PayerId = 99);

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyMissing, "FK_Order_Customer_PayerId"),
            (failure.Database.Kind, failure.Database.Constraint));
        Assert.Equal([1], failure.Violations[0].Key);
    }

    [Theory]
    [InlineData("Customer")]
    [InlineData("Payer")]
    public async Task A_row_that_is_still_referenced_is_reported_the_same_for_RESTRICT_and_NO_ACTION(string which)
    {
        await using var app = await OpenAsync(database);
        var customer = await app.SaveAsync(new Customer());
        await app.SaveAsync(which == "Customer" ? new Order { CustomerId = customer.Id } : new Order { PayerId = customer.Id });
        await using var db = app.Open();
        db.Remove(await db.Set<Customer>().SingleAsync());

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyReferenced, "Order", $"FK_Order_Customer_{which}Id", "Customer"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Constraint, failure.Database.Entity));
        Assert.Equal([$"{which}Id"], failure.Database.Columns);
        Assert.Empty(failure.Database.Members);
        Assert.Equal([customer.Id], failure.Violations[0].Key);
        Assert.Contains($"Customer is still referenced by Order.{which}Id", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_self_referencing_parent_is_reported_as_referenced()
    {
        await using var app = await OpenAsync(database);
        var parent = await app.SaveAsync(new Order());
        await app.SaveAsync(new Order { ParentId = parent.Id });
        await using var db = app.Open();
        db.Remove(await db.Set<Order>().SingleAsync(order => order.Id == parent.Id));

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyReferenced, "FK_Order_Order_ParentId"),
            (failure.Database.Kind, failure.Database.Constraint));
    }

    [Fact]
    public async Task A_check_of_the_application_is_reported_with_its_members()
    {
        var failure = await RefusedAsync(new Order(), (_, order) => order.Quantity = 0);

        Assert.Equal(
            (DatabaseErrorKind.Check, "Order", "CK_Orders_Quantity", "Order", "Quantity"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Constraint, failure.Database.Entity,
                Assert.Single(failure.Database.Members)));
        Assert.Equal("database.check", failure.Violations[0].Code);
    }

    [Fact]
    public async Task A_missing_required_value_names_its_member()
    {
        var failure = await RefusedAsync(new Customer(), (db, _) => db.Add(new Customer { Name = null! }));

        Assert.Equal(
            (DatabaseErrorKind.Required, "Customer", "Customer", "Name"),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Entity, failure.Violations[0].Path));
        Assert.Contains("Customer.Name is required", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failed_row_of_a_batch_is_named()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order { Number = "C" });
        await using var db = app.Open();
        var orders = "ABCD".Select(number => new Order { Number = number.ToString() }).ToList();
        db.AddRange(orders);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(orders[2], Assert.Single(failure.Entries).Entity);
        Assert.Equal("IX_Order_Number", failure.Database.Constraint);
    }

    [Fact]
    public async Task An_error_on_types_without_blocks_is_reported_and_the_save_can_be_repeated()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order { Number = "A" });
        await using var db = app.Open();
        var order = new Order { Number = "A" };
        db.Add(order);
        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        order.Number = "B";
        await db.SaveChangesAsync();

        Assert.Equal(2, await db.Set<Order>().CountAsync());
    }

    [Fact]
    public async Task A_failed_save_in_the_callers_transaction_can_be_repeated()
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Customer());
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var order = new Order { CustomerId = 99 };
        db.Add(order);
        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        order.CustomerId = 1;
        await db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal("FK_Order_Customer_CustomerId", failure.Database.Constraint);
        Assert.Equal(1, await db.Set<Order>().CountAsync());
    }

    private async Task<IntegrityUpdateException> RefusedAsync<TEntity>(
        TEntity present, Action<DeskContext, TEntity> change, bool isTracked = true)
        where TEntity : class
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(present);
        await using var db = app.Open();
        var loaded = await db.Set<TEntity>().SingleAsync();
        db.Entry(loaded).State = isTracked ? EntityState.Unchanged : EntityState.Detached;
        change(db, loaded);
        return await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
    }
}

public sealed class DatabaseErrorKindOnSqliteTests(SqliteDatabase database) : DatabaseErrorKindTests<SqliteDatabase>(database);

public sealed class DatabaseErrorKindOnPostgresTests(PostgresDatabase database) : DatabaseErrorKindTests<PostgresDatabase>(database);
