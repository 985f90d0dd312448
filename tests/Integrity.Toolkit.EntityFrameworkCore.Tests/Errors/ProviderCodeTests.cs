using System.Data.Common;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>Errors that the test databases cannot raise, or not in a reasonable time.</summary>
public sealed class ProviderCodeTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("23001", DatabaseErrorKind.ForeignKeyReferenced, false)]
    [InlineData("22008", DatabaseErrorKind.OutOfRange, false)]
    [InlineData("22021", DatabaseErrorKind.BadFormat, false)]
    [InlineData("40001", DatabaseErrorKind.Serialization, true)]
    [InlineData("40P01", DatabaseErrorKind.Deadlock, true)]
    [InlineData("55P03", DatabaseErrorKind.LockTimeout, true)]
    [InlineData("23000", DatabaseErrorKind.Unknown, false)]
    [InlineData("U0001", DatabaseErrorKind.Trigger, false)]
    [InlineData("72000", null, false)]
    [InlineData("57014", null, false)]
    [InlineData("25P02", null, false)]
    [InlineData("42501", null, false)]
    [InlineData("08006", null, false)]
    public async Task PostgreSQL_SQLSTATEs_are_mapped_to_kinds_or_not_converted(string state, DatabaseErrorKind? kind, bool canRetry)
    {
        var said = new PostgresException("said", "ERROR", "ERROR", state);

        var violation = await ExplainAsync(said);

        Assert.Equal((kind, canRetry), (violation?.Kind, violation?.CanRetry ?? false));
    }

    [Theory]
    [InlineData("Order", "FK_Order_Customer_PayerId", EntityState.Deleted, DatabaseErrorKind.ForeignKeyReferenced, "Customer")]
    [InlineData("Order", "FK_Order_Customer_PayerId", EntityState.Added, DatabaseErrorKind.ForeignKeyMissing, "Order")]
    public async Task A_foreign_key_violation_of_PostgreSQL_18_is_reported_as_in_15(
        string table, string constraint, EntityState state, DatabaseErrorKind kind, string entity)
    {
        await using var app = await UndeclaredModel.OpenAsync(database);
        await using var db = app.Open();
        var entry = state == EntityState.Deleted ? db.Entry((object)new UndeclaredModel.Customer { Id = 1 }) : db.Entry((object)new UndeclaredModel.Order { Id = 1 });
        entry.State = state;
        var said = new PostgresException(
            "said", "ERROR", "ERROR", state == EntityState.Deleted ? "23001" : "23503", tableName: table, constraintName: constraint);

        var violation = db.Database.GetDatabaseError(new DbUpdateException("around it", said, [entry]));

        Assert.Equal((kind, entity, constraint), (violation!.Kind, violation.Entity, violation.Constraint));
    }

    [Theory]
    [InlineData(5, 517, DatabaseErrorKind.Busy, true)]
    [InlineData(6, 262, DatabaseErrorKind.Busy, true)]
    [InlineData(6, 6, DatabaseErrorKind.Busy, false)]
    [InlineData(8, 1032, DatabaseErrorKind.ReadOnly, false)]
    [InlineData(18, 18, DatabaseErrorKind.TooLong, false)]
    [InlineData(19, 3091, DatabaseErrorKind.BadFormat, false)]
    [InlineData(19, 2579, DatabaseErrorKind.PrimaryKey, false)]
    [InlineData(19, 531, DatabaseErrorKind.Unknown, false)]
    [InlineData(1, 1, null, false)]
    [InlineData(10, 266, null, false)]
    [InlineData(13, 13, null, false)]
    public async Task SQLite_error_codes_are_mapped_to_kinds_or_not_converted(int code, int extended, DatabaseErrorKind? kind, bool canRetry)
    {
        var said = new SqliteException($"SQLite Error {code}: 'said'.", code, extended);

        var violation = await ExplainAsync(said);

        Assert.Equal((kind, canRetry), (violation?.Kind, violation?.CanRetry ?? false));
    }

    [Fact]
    public async Task An_error_of_a_strict_SQLite_table_names_the_column()
    {
        await using var app = await UndeclaredModel.OpenAsync(database);
        await using var db = app.Open();

        var violation = db.Database.GetDatabaseError(new SqliteException(
            "SQLite Error 19: 'cannot store TEXT value in INTEGER column Order.Quantity'.", 19, 3091));

        Assert.Equal(("Order", "Quantity"), (violation!.Entity, Assert.Single(violation.Members)));
    }

    [Fact]
    public async Task SQLite_names_are_matched_case_insensitively()
    {
        await using var app = await UndeclaredModel.OpenAsync(database);
        await using var db = app.Open();

        var violation = db.Database.GetDatabaseError(new SqliteException("SQLite Error 19: 'UNIQUE constraint failed: order.NUMBER'.", 19, 2067));

        Assert.Equal("IX_Order_Number", violation!.Constraint);
    }

    [Theory]
    [InlineData("23000", DatabaseErrorKind.Unknown)]
    [InlineData("40001", DatabaseErrorKind.Serialization)]
    [InlineData("42000", null)]
    [InlineData(null, null)]
    public async Task Errors_of_other_providers_are_mapped_by_standard_SQLSTATE(string? state, DatabaseErrorKind? kind)
    {
        var violation = await ExplainAsync(new OtherException(state));

        Assert.Equal(kind, violation?.Kind);
    }

    private async Task<DatabaseError?> ExplainAsync(Exception said)
    {
        await using var app = await UndeclaredModel.OpenAsync(database);
        await using var db = app.Open();
        return db.Database.GetDatabaseError(new InvalidOperationException("around it", said));
    }

    private sealed class OtherException(string? state) : DbException("said")
    {
        public override string? SqlState => state;
    }
}
