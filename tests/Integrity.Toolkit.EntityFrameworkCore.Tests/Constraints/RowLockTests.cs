using Integrity.Toolkit.Tests.Constraints.Counters;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints;

public abstract class RowLockTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_lock_reloads_the_entity_on_request()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Engineer" SET "Workload" = 5""");

        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.LockAsync(engineer);
        var before = engineer.Workload;
        await db.LockAsync(engineer, nowait: true, reload: true);

        Assert.Equal((2, 5, EntityState.Unchanged), (before, engineer.Workload, db.Entry(engineer).State));
    }

    [Fact]
    public async Task A_lock_without_a_transaction_throws()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await app.EngineerAsync(workload: 2);
        await using var db = app.Open();
        var engineer = await db.Set<Engineer>().SingleAsync();
        app.Sql.Commands.Clear();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAsync(engineer));

        Assert.Contains("BeginTransaction()", failure.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Commands);
    }

    [Theory]
    [InlineData(EntityState.Detached, "not tracked")]
    [InlineData(EntityState.Added, "new")]
    public async Task Only_an_existing_row_can_be_locked(EntityState state, string why)
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var engineer = new Engineer { Id = 1 };
        db.Entry(engineer).State = state;
        await using var transaction = await db.Database.BeginTransactionAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAsync(engineer));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_cannot_be_locked()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.Only(model => model.Entity<Review>().ToView("reviews")),
            blocks: all => all.UseConstraints());
        await using var db = app.Open();
        var review = db.Attach(new Review { Id = 1 }).Entity;
        await using var transaction = await db.Database.BeginTransactionAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAsync(review));

        Assert.Contains("is not mapped to a table", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_row_is_a_conflict()
    {
        await using var app = await CounterApplications.CreateAsync(database);
        await using var db = app.Open();
        var engineer = db.Attach(new Engineer { Id = 42 }).Entity;
        await using var transaction = await db.Database.BeginTransactionAsync();

        var conflict = await Assert.ThrowsAsync<IntegrityConflictException>(() => db.LockAsync(engineer));

        Assert.Equal("lock.gone", Assert.Single(conflict.Violations).Code);
        Assert.Equal([42], conflict.Conflicts[0].Key);
    }
}

public sealed class RowLockSqliteTests(SqliteDatabase database) : RowLockTests<SqliteDatabase>(database);

public sealed class RowLockPostgresTests(PostgresDatabase database) : RowLockTests<PostgresDatabase>(database);
