using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>
/// References are checked with one query per target and save, and without a query if the context tracks the target.
/// </summary>
public abstract class ExistsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Missing_references_are_rejected_with_one_query(bool async)
    {
        await using var app = await CreateApplicationAsync();
        var firm = await app.SaveAsync(new Firm());
        await using var db = app.Open();
        db.AddRange(new Worker { FirmId = firm.Id }, new Worker { FirmId = firm.Id }, new Worker { FirmId = 4711 });

        var exception = await RefusedAsync(db, async);

        var violation = exception.Violations.Single();
        Assert.Equal(("reference.missing", "Worker", "FirmId"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal("Firm", violation.Arguments["target"]);
        Assert.Single(app.Sql.Commands);
    }

    [Fact]
    public async Task Three_types_that_reference_one_target_share_its_query()
    {
        await using var app = await CreateApplicationAsync();
        var firm = await app.SaveAsync(new Firm());
        await using var db = app.Open();
        db.AddRange(
            new Worker { FirmId = firm.Id }, new Worker { FirmId = 1001 }, new Car { FirmId = 1002 }, new Bill { FirmId = 1003 });

        var exception = await RefusedAsync(db, async: true);

        Assert.Equal(
            ["Bill", "Car", "Worker"],
            exception.Violations.Select(violation => violation.Entity).Order(StringComparer.Ordinal));
        Assert.Single(app.Sql.Commands);
    }

    [Fact]
    public async Task Valid_references_are_saved_after_one_query()
    {
        await using var app = await CreateApplicationAsync();
        var firm = await app.SaveAsync(new Firm());
        await using var db = app.Open();
        db.AddRange(new Worker { FirmId = firm.Id }, new Car { FirmId = firm.Id });

        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Commands, command => command.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Null_and_unchanged_references_are_not_queried()
    {
        await using var app = await CreateApplicationAsync();
        var firm = await app.SaveAsync(new Firm());
        await app.SaveAsync(new Worker { FirmId = firm.Id });
        await using (var other = app.Open())
        {
            await other.Set<Firm>().ExecuteDeleteAsync();
        }

        await using var db = app.Open();
        (await db.Set<Worker>().SingleAsync()).Name = "another";
        db.Add(new Worker { FirmId = null });
        app.Sql.Commands.Clear();
        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Sql.Commands, IsQuery);
    }

    [Fact]
    public async Task A_new_principal_in_the_same_save_needs_neither_query_nor_key()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var firm = new Firm();
        db.AddRange(new Bill { Firm = firm }, new Bill { Firm = firm });

        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Sql.Commands, IsQuery);
        Assert.Equal([firm.Id, firm.Id], await db.Set<Bill>().Select(x => x.FirmId).ToListAsync());
    }

    [Fact]
    public async Task A_tracked_principal_needs_no_query()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Firm());
        await using var db = app.Open();
        var firm = await db.Set<Firm>().SingleAsync();
        app.Sql.Commands.Clear();

        db.Add(new Worker { FirmId = firm.Id });
        await db.SaveChangesAsync();

        Assert.DoesNotContain(app.Sql.Commands, IsQuery);
    }

    [Fact]
    public async Task A_principal_deleted_in_the_same_save_does_not_exist()
    {
        await using var app = await CreateApplicationAsync();
        await app.SaveAsync(new Firm());
        await using var db = app.Open();
        var firm = await db.Set<Firm>().SingleAsync();
        app.Sql.Commands.Clear();

        db.Remove(firm);
        db.Add(new Worker { FirmId = firm.Id });
        var exception = await RefusedAsync(db, async: true);

        Assert.Equal("reference.missing", exception.Violations.Single().Code);
        Assert.Empty(app.Sql.Commands);
        Assert.Equal(EntityState.Deleted, db.Entry(firm).State);
    }

    [Fact]
    public async Task References_are_checked_inside_the_transaction_of_the_save()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var firm = new Firm();
        db.Add(firm);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        db.Add(new Worker { FirmId = firm.Id });
        await db.SaveChangesAsync();
        db.Add(new Worker { FirmId = 4711 });
        await RefusedAsync(db, async: true);
        await transaction.CommitAsync();

        Assert.Equal(1, await db.Set<Worker>().CountAsync());
    }

    [Fact]
    public async Task A_canceled_query_saves_nothing_and_the_save_can_be_repeated()
    {
        await using var app = await CreateApplicationAsync();
        var firm = await app.SaveAsync(new Firm());
        await using var db = app.Open();
        db.Add(new Worker { FirmId = firm.Id });
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancelled.Token));
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Worker>().CountAsync());
    }

    [Fact]
    public async Task Many_values_are_checked_in_a_few_queries()
    {
        await using var app = await CreateApplicationAsync();
        var firms = Enumerable.Range(0, 1_100).Select(_ => new Firm()).ToList();
        await using (var other = app.Open())
        {
            other.AddRange(firms);
            await other.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.AddRange(firms.Select(firm => new Worker { FirmId = firm.Id }));
        db.Add(new Worker { FirmId = -1 });
        app.Sql.Commands.Clear();
        var exception = await RefusedAsync(db, async: true);

        Assert.Single(exception.Violations);
        Assert.Equal(2, app.Sql.Commands.Count);
    }

    private static bool IsQuery(string command) => command.StartsWith("SELECT", StringComparison.Ordinal);

    private static async Task<IntegrityException> RefusedAsync(DbContext db, bool async)
        => async
            ? await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync())
            : Assert.Throws<IntegrityException>(() => db.SaveChanges());

    private Task<TestApplication> CreateApplicationAsync() => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Firm>();
            model.Entity<Worker>().HasRules<WorkerRules>();
            model.Entity<Car>().HasRules<CarRules>();
            model.Entity<Bill>().HasRules<BillRules>();
        }),
        blocks: o => o.UseValidation());

    public sealed class Firm
    {
        public int Id { get; set; }
    }

    /// <summary>An entity without a foreign key in the database.</summary>
    public sealed class Worker
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public int? FirmId { get; set; }
    }

    public sealed class Car
    {
        public int Id { get; set; }

        public int FirmId { get; set; }
    }

    public sealed class Bill
    {
        public int Id { get; set; }

        public int FirmId { get; set; }

        public Firm? Firm { get; set; }
    }

    private sealed class WorkerRules : EntityRules<Worker>
    {
        public WorkerRules() => For(x => x.FirmId).Exists<Firm>();
    }

    private sealed class CarRules : EntityRules<Car>
    {
        public CarRules() => For(x => x.FirmId).Exists<Firm>();
    }

    private sealed class BillRules : EntityRules<Bill>
    {
        public BillRules() => For(x => x.FirmId).Exists<Firm>();
    }
}

public sealed class ExistsSqliteTests(SqliteDatabase database) : ExistsTests<SqliteDatabase>(database);

public sealed class ExistsPostgresTests(PostgresDatabase database) : ExistsTests<PostgresDatabase>(database);
