using System.Globalization;
using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>PostgreSQL reports names, but not the column of a value that is too long, and its texts are localized.</summary>
public sealed class PostgresDatabaseErrorTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task The_column_whose_text_is_too_long_is_found_from_the_values_of_the_row()
    {
        var failure = await RefusedAsync(new Sized { Brief = "123456", Other = "123456" });

        Assert.Equal(
            (DatabaseErrorKind.TooLong, "Sized", "Brief", "Sized", "Brief"),
            (failure.Database.Kind, failure.Database.Table, Assert.Single(failure.Database.Columns), failure.Database.Entity,
                failure.Violations[0].Path));
        Assert.Contains("character varying(5)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Characters_are_counted_the_same_way_as_in_the_database()
    {
        var failure = await RefusedAsync(new Sized { Brief = "😀😀😀😀😀", Other = "12345678901" });

        Assert.Equal(["Other"], failure.Database.Members);
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("-999.995")]
    public async Task The_column_whose_number_is_out_of_range_is_found_from_the_values_of_the_row(string amount)
    {
        var failure = await RefusedAsync(
            new Sized { Amount = decimal.Parse(amount, CultureInfo.InvariantCulture), Other = "fits" });

        Assert.Equal((DatabaseErrorKind.OutOfRange, "Amount"), (failure.Database.Kind, Assert.Single(failure.Database.Members)));
    }

    [Fact]
    public async Task A_complex_property_is_named_by_its_path()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        db.Add(new Order { Price = new Price { Amount = 12345 } });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((DatabaseErrorKind.OutOfRange, "Price.Amount"), (failure.Database.Kind, failure.Violations[0].Path));
    }

    [Fact]
    public async Task An_unparsable_value_is_a_bad_format()
    {
        var failure = await RefusedAsync(new Sized { Json = "{" });

        Assert.Equal((DatabaseErrorKind.BadFormat, "Sized"), (failure.Database.Kind, failure.Database.Entity));
    }

    [Fact]
    public async Task An_exclusion_violation_is_reported_by_its_constraint()
    {
        var failure = await RefusedAsync(
            "CREATE TABLE x (r int4range, CONSTRAINT x_overlap EXCLUDE USING gist (r WITH &&))",
            "INSERT INTO x VALUES ('[1,5)'), ('[4,8)')");

        Assert.Equal(
            (DatabaseErrorKind.Exclusion, "public", "x", "x_overlap", "database.exclusion"),
            (failure.Database.Kind, failure.Database.Schema, failure.Database.Table, failure.Database.Constraint, failure.Database.Code));
    }

    [Theory]
    [InlineData("RAISE EXCEPTION 'somebody says so'", null)]
    [InlineData("RAISE EXCEPTION 'somebody says so' USING ERRCODE = 'IT001', CONSTRAINT = 'their_rule', TABLE = 'Order'", "their_rule")]
    public async Task The_message_of_a_third_party_trigger_appears_only_in_the_inner_exception(string raise, string? constraint)
    {
        var failure = await RefusedAsync(
            $"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raise}; END $$; "
                + "CREATE TRIGGER t BEFORE UPDATE ON \"Order\" FOR EACH ROW EXECUTE FUNCTION f()",
            "UPDATE \"Order\" SET \"Quantity\" = 2");

        Assert.Equal(
            (DatabaseErrorKind.Trigger, constraint, "Order", "database.trigger"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity, failure.Database.Code));
        Assert.DoesNotContain("somebody", failure.Message, StringComparison.Ordinal);
        Assert.Contains("somebody says so", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_partition_is_a_check_violation_without_a_name()
    {
        var failure = await RefusedAsync(
            "CREATE TABLE x (k int) PARTITION BY LIST (k)", "INSERT INTO x VALUES (1)");

        Assert.Equal(
            (DatabaseErrorKind.Check, "x", null), (failure.Database.Kind, failure.Database.Table, failure.Database.Constraint));
    }

    [Theory]
    [InlineData("CREATE DOMAIN positive AS int CONSTRAINT positive_check CHECK (VALUE > 0); CREATE TABLE x (k positive)",
        "INSERT INTO x VALUES (0)", "positive_check")]
    [InlineData("CREATE VIEW v AS SELECT * FROM \"Customer\" WHERE \"Visits\" > 0 WITH CHECK OPTION",
        "INSERT INTO v (\"Name\", \"Visits\") VALUES ('a', 0)", null)]
    public async Task Domain_and_view_checks_are_reported_as_check_violations(string create, string refused, string? constraint)
    {
        var failure = await RefusedAsync(create, refused);

        Assert.Equal((DatabaseErrorKind.Check, constraint), (failure.Database.Kind, failure.Database.Constraint));
    }

    [Fact]
    public async Task A_read_only_transaction_is_reported()
    {
        var failure = await RefusedAsync("SELECT 1", "SET TRANSACTION READ ONLY; UPDATE \"Order\" SET \"Quantity\" = 2");

        Assert.Equal((DatabaseErrorKind.ReadOnly, false), (failure.Database.Kind, failure.Database.CanRetry));
    }

    [Fact]
    public async Task Index_names_are_compared_as_a_whole()
    {
        await using var app = await OpenAsync(database, model => model.Entity<Order>(order =>
        {
            order.HasIndex(x => x.Region, "IX_A").IsUnique();
            order.HasIndex(x => x.Slot, "IX_AB").IsUnique();
        }));
        await app.SaveAsync(new Order { Slot = 1 });
        await using var db = app.Open();
        db.Add(new Order { Slot = 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(("IX_AB", "Slot"), (failure.Database.Constraint, failure.Violations[0].Path));
    }

    [Fact]
    public async Task Equal_constraint_names_in_two_schemas_are_distinguished()
    {
        await using var app = await OpenAsync(database, model =>
        {
            model.Entity<Sized>().ToTable("same", "one").HasIndex(x => x.Number).HasDatabaseName("IX_same").IsUnique();
            model.Entity<Twin>().ToTable("same", "two").HasIndex(x => x.Code).HasDatabaseName("IX_same").IsUnique();
        });
        await app.SaveAsync(new Twin { Code = 1 });
        await using var db = app.Open();
        db.Add(new Twin { Code = 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            ("two", "same", "IX_same", "Twin", "Code"),
            (failure.Database.Schema, failure.Database.Table, failure.Database.Constraint, failure.Database.Entity,
                Assert.Single(failure.Database.Members)));
    }

    [Fact]
    public async Task A_name_truncated_by_the_database_is_resolved()
    {
        var name = "IX_" + new string('ü', 40);
        await using var app = await OpenAsync(
            database, model => model.Entity<Order>().HasIndex(x => x.Region, name).IsUnique());
        await app.SaveAsync(new Order { Region = 1 });
        await using var db = app.Open();
        db.Add(new Order { Region = 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(("Region", name), (failure.Violations[0].Path, failure.Database.Constraint));
    }

    [Fact]
    public async Task Errors_after_a_failure_in_a_transaction_are_not_converted()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("INSERT INTO \"Customer\" (\"Visits\") VALUES (1)"));

        var failure = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Customer\""));

        Assert.Equal("25P02", failure.SqlState);
    }

    [Fact]
    public async Task An_error_from_completing_an_ambient_transaction_can_be_explained()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync(
            "ALTER TABLE \"Order\" ALTER CONSTRAINT \"FK_Order_Customer_PayerId\" DEFERRABLE INITIALLY DEFERRED");
        var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        db.Add(new Order { PayerId = 99 });
        await db.SaveChangesAsync();
        scope.Complete();

        var failure = Assert.ThrowsAny<Exception>(scope.Dispose);

        Assert.IsNotType<IntegrityUpdateException>(failure);
        Assert.Equal("FK_Order_Customer_PayerId", db.Database.GetDatabaseError(failure)!.Constraint);
    }

    [Fact]
    public async Task Errors_are_recognized_in_any_server_language()
    {
        await using var app = await OpenAsync(database);
        var customer = await app.SaveAsync(new Customer());
        await app.SaveAsync(new Order { CustomerId = customer.Id });
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        Assert.SkipUnless(await SpeaksGermanAsync(db), "The locale de_DE.utf8 is not installed.");
        db.Remove(await db.Set<Customer>().SingleAsync());

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.ForeignKeyReferenced, "Customer"), (failure.Database.Kind, failure.Database.Entity));
        Assert.Contains("verletzt", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> SpeaksGermanAsync(DeskContext db)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SET lc_messages = 'de_DE.utf8'";
        try
        {
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private async Task<IntegrityUpdateException> RefusedAsync(string create, string refused)
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync(create);
        await using var transaction = await db.Database.BeginTransactionAsync();
        return await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(refused));
    }

    private async Task<IntegrityUpdateException> RefusedAsync(Sized row)
    {
        await using var app = await OpenAsync(database, model => model.Entity<Sized>(sized =>
        {
            sized.Property(x => x.Brief).HasMaxLength(5);
            sized.Property(x => x.Other).HasMaxLength(10);
            sized.Property(x => x.Amount).HasPrecision(5, 2);
            sized.Property(x => x.Json).HasColumnType("jsonb");
        }));
        await using var db = app.Open();
        db.Add(row);
        return await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
    }

    public sealed class Sized
    {
        public int Id { get; set; }

        public string? Brief { get; set; }

        public string? Other { get; set; }

        public decimal Amount { get; set; }

        public string? Json { get; set; }

        public int Number { get; set; }
    }

    public sealed class Twin
    {
        public int Id { get; set; }

        public int Code { get; set; }
    }
}
