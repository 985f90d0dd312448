using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>SQLite reports columns instead of names, and nothing about foreign keys.</summary>
public sealed class SqliteDatabaseErrorTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData(Status.Open, "IX_Job_Open")]
    [InlineData(Status.Waiting, "IX_Job_Waiting")]
    public async Task Among_indexes_on_the_same_columns_the_one_with_a_matching_filter_is_named(Status status, string index)
    {
        await using var app = await OpenAsync(database, model => model.Entity<Job>(job =>
        {
            job.HasIndex(x => x.Desk, "IX_Job_Open").IsUnique().HasFilter("\"Status\" = 'Open' AND \"Rank\" > 1.5");
            job.HasIndex(x => x.Desk, "IX_Job_Waiting").IsUnique().HasFilter("\"Status\" IN ('Waiting')");
            job.Property(x => x.Status).HasConversion<string>();
        }));
        await app.SaveAsync(new Job { Desk = 1, Status = Status.Open });
        await app.SaveAsync(new Job { Desk = 1, Status = Status.Waiting });
        await using var db = app.Open();
        db.Add(new Job { Desk = 1, Status = status });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal((index, 0), (failure.Database.Constraint, failure.Database.Candidates.Count));
        Assert.Equal(["Desk"], failure.Database.Members);
    }

    [Theory]
    [InlineData(Status.Open, new[] { "IX_Job_All", "IX_Job_Open" }, null)]
    [InlineData(Status.Waiting, new string[0], "IX_Job_All")]
    public async Task When_several_indexes_match_the_row_all_are_candidates(
        Status status, string[] candidates, string? constraint)
    {
        await using var app = await OpenAsync(database, model => model.Entity<Job>(job =>
        {
            job.HasIndex(x => x.Desk, "IX_Job_All").IsUnique();
            job.HasIndex(x => x.Desk, "IX_Job_Open").IsUnique().HasFilter("\"Status\" = 0");
        }));
        await app.SaveAsync(new Job { Desk = 1, Status = status });
        await using var db = app.Open();
        db.Add(new Job { Desk = 1, Status = status });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(constraint, failure.Database.Constraint);
        Assert.Equal(candidates, failure.Database.Candidates.Order());
        Assert.Equal((DatabaseErrorKind.Unique, "Job", "Job"), (failure.Database.Kind, failure.Database.Table, failure.Database.Entity));
        Assert.Equal(["Desk"], failure.Database.Members);
    }

    [Fact]
    public async Task An_index_whose_columns_start_with_those_of_another_is_distinguished()
    {
        await using var app = await OpenAsync(database, model => model.Entity<Job>(job =>
        {
            job.HasIndex(x => x.Desk, "IX_A").IsUnique();
            job.HasIndex(x => new { x.Desk, x.Desk2 }, "IX_AB").IsUnique();
            job.HasIndex(x => x.Desk2, "IX_B").IsUnique();
        }));
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("DROP INDEX \"IX_A\"; DROP INDEX \"IX_B\"");
        await app.SaveAsync(new Job { Desk = 1, Desk2 = 2 });
        db.Add(new Job { Desk = 1, Desk2 = 2 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("IX_AB", failure.Database.Constraint);
    }

    [Fact]
    public async Task Names_with_dots_commas_and_quotes_are_parsed()
    {
        await using var app = await OpenAsync(database, model => model.Entity<Job>(job =>
        {
            job.ToTable("a.b, 'c'");
            job.Property(x => x.Desk).HasColumnName("d, e.f: \"g\"");
            job.HasIndex(x => x.Desk, "it's an index").IsUnique();
        }));
        await app.SaveAsync(new Job { Desk = 1 });
        await using var db = app.Open();
        db.Add(new Job { Desk = 1 });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(("it's an index", "a.b, 'c'"), (failure.Database.Constraint, failure.Database.Table));
        Assert.Equal(["Desk"], failure.Database.Members);
    }

    [Fact]
    public async Task An_index_on_an_expression_is_reported_by_its_name()
    {
        var failure = await RefusedAsync(
            "CREATE UNIQUE INDEX ix_lower ON \"Customer\" (lower(\"Name\"))",
            "INSERT INTO \"Customer\" (\"Name\", \"Visits\") VALUES ('A', 0), ('a', 0)");

        Assert.Equal(
            (DatabaseErrorKind.Unique, "ix_lower", "Customer"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
    }

    [Fact]
    public async Task An_unnamed_check_has_no_constraint_name()
    {
        var failure = await RefusedAsync(
            "CREATE TABLE x (st TEXT CHECK (st IN ('a', 'b')))", "INSERT INTO x VALUES ('c')");

        Assert.Equal((DatabaseErrorKind.Check, null), (failure.Database.Kind, failure.Database.Constraint));
        Assert.DoesNotContain("'a'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_outside_the_model_is_reported_without_an_entity()
    {
        var failure = await RefusedAsync("CREATE TABLE x (k INT UNIQUE)", "INSERT INTO x VALUES (1), (1)");

        Assert.Equal(
            (DatabaseErrorKind.Unique, null, null), (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity));
        Assert.Equal("database", failure.Violations[0].Entity);
    }

    [Theory]
    [InlineData("CREATE TABLE x (n INTEGER) STRICT", "INSERT INTO x VALUES ('text')", "3.37.0")]
    [InlineData("CREATE TABLE x (k INTEGER PRIMARY KEY)", "INSERT INTO x VALUES ('text')", "3.0.0")]
    public async Task A_value_of_another_type_is_a_bad_format(string create, string insert, string since)
    {
        using var connection = new SqliteConnection();
        Assert.SkipWhen(Version.Parse(connection.ServerVersion) < Version.Parse(since), $"SQLite is older than {since}.");
        var failure = await RefusedAsync(create, insert);

        Assert.Equal((DatabaseErrorKind.BadFormat, false), (failure.Database.Kind, failure.Database.CanRetry));
    }

    [Theory]
    [InlineData("ABORT", "somebody else's text about confidential")]
    [InlineData("FAIL", "FOREIGN KEY of somebody")]
    public async Task The_message_of_a_third_party_trigger_appears_only_in_the_inner_exception(string how, string text)
    {
        var failure = await RefusedAsync(
            $"CREATE TRIGGER t BEFORE UPDATE ON \"Order\" BEGIN SELECT RAISE({how}, '{text.Replace("'", "''", StringComparison.Ordinal)}'); END",
            "UPDATE \"Order\" SET \"Quantity\" = 2");

        Assert.Equal(
            (DatabaseErrorKind.Trigger, null, "Order", "database.trigger"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Entity, failure.Database.Code));
        Assert.DoesNotContain("somebody", failure.Message, StringComparison.Ordinal);
        Assert.Contains(text, failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("integrity:some_guard: no: not so", "some_guard", DatabaseErrorKind.Guard, "database.guard")]
    [InlineData("integrity:some_guard", "some_guard", DatabaseErrorKind.Guard, "database.guard")]
    [InlineData("integrity:some_guard|IX_Order_Number: taken", "IX_Order_Number", DatabaseErrorKind.Unique, "database.unique")]
    [InlineData("integrity:some_guard|PK_Order: taken", "PK_Order", DatabaseErrorKind.PrimaryKey, "database.primary-key")]
    [InlineData("integrity:some_guard|gone: taken", "some_guard", DatabaseErrorKind.Guard, "database.guard")]
    public async Task A_guard_is_recognized_by_its_machine_readable_message(
        string text, string constraint, DatabaseErrorKind kind, string code)
    {
        var failure = await RefusedAsync(
            $"CREATE TRIGGER t BEFORE UPDATE ON \"Order\" BEGIN SELECT RAISE(ABORT, '{text}'); END",
            "UPDATE \"Order\" SET \"Quantity\" = 2");

        Assert.Equal(
            (kind, constraint, code, "Order"),
            (failure.Database.Kind, failure.Database.Constraint, failure.Database.Code, failure.Database.Entity));
    }

    [Fact]
    public async Task A_foreign_key_checked_at_the_end_of_a_save_is_found_from_the_saved_rows()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = ON");
        db.Add(new Order { PayerId = 99 });
        db.Add(new Customer());
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON");
        await db.SaveChangesAsync();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => transaction.CommitAsync());

        Assert.Equal(DatabaseErrorKind.ForeignKeyMissing, failure.Database.Kind);
        Assert.Empty(failure.Entries);
    }

    [Fact]
    public async Task A_row_saved_together_with_its_principal_is_not_reported()
    {
        await using var app = await OpenAsync(database);
        await using var db = app.Open();
        var parent = new Order();
        db.Add(parent);
        await db.SaveChangesAsync();
        var customer = new Customer { Id = 5 };
        db.Add(customer);
        db.Add(new Order { CustomerId = 5, PayerId = 99, ParentId = parent.Id });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("FK_Order_Customer_PayerId", failure.Database.Constraint);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_locked_by_another_writer_is_busy_and_retryable(bool async)
    {
        await using var app = await OnDiskAsync();
        await using var writer = app.Open();
        await using var db = app.Open();
        await using var writing = await writer.Database.BeginTransactionAsync();
        db.Database.SetCommandTimeout(1);
        db.Add(new Customer());

        var failure = async
            ? await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityUpdateException>(() => db.SaveChanges());
        var updated = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<Customer>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Visits, 1)));

        Assert.Equal(
            (DatabaseErrorKind.Busy, true, "database.busy"),
            (failure.Database.Kind, failure.Database.CanRetry, failure.Database.Code));
        Assert.Equal((DatabaseErrorKind.Busy, true), (updated.Database.Kind, updated.Database.CanRetry));
        await writing.CommitAsync();
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_read_only_database_is_reported()
    {
        await using var app = await OnDiskAsync();
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA query_only = ON");
        db.Add(new Customer());

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            (DatabaseErrorKind.ReadOnly, false, "Customer"),
            (failure.Database.Kind, failure.Database.CanRetry, failure.Database.Entity));
    }

    private async Task<IntegrityUpdateException> RefusedAsync(string create, string refused)
    {
        await using var app = await OpenAsync(database);
        await app.SaveAsync(new Order());
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync(create);
        return await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.Database.ExecuteSqlRawAsync(refused));
    }

    /// <summary>Uses a file, because in-memory connections with a shared cache lock tables instead of the database.</summary>
    private Task<TestApplication> OnDiskAsync()
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(Directory.CreateTempSubdirectory("integrity-sqlite-").FullName, "shop.db"),
            DefaultTimeout = 1,
            Pooling = false,
        };
        return OpenAsync(database, options: options => options.UseSqlite(connection.ToString()));
    }

    public enum Status
    {
        Open,
        Waiting,
    }

    public sealed class Job
    {
        public int Id { get; set; }

        public int Desk { get; set; }

        public int Desk2 { get; set; }

        public Status Status { get; set; }

        public decimal Rank { get; set; } = 10;
    }
}
