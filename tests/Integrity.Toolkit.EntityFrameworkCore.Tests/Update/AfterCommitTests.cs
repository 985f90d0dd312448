using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Integrity.Toolkit.Tests.Databases.Database;

namespace Integrity.Toolkit.Tests.Update;

public abstract class AfterCommitTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saves_in_the_callers_transaction_are_delivered_at_its_commit(bool async)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Ticket());
        await db.SaveChangesAsync();
        db.Add(new Ticket());
        await db.SaveChangesAsync();

        var before = app.Committed.Count;
        await CommitAsync(transaction, async);

        Assert.Equal((0, 2), (before, app.Committed.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rolled_back_save_is_never_delivered(bool async)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Add(new Ticket());
            await db.SaveChangesAsync();
            if (async)
            {
                await transaction.RollbackAsync();
            }
            else
            {
                transaction.Rollback();
            }
        }

        db.ChangeTracker.Clear();
        db.Add(new Ticket());
        await db.SaveChangesAsync();

        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_transaction_disposed_without_a_commit_delivers_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Add(new Ticket());
            await db.SaveChangesAsync();
        }

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await transaction.CommitAsync();
        }

        Assert.Empty(app.Committed);
    }

    [Fact]
    public async Task Only_saves_that_survive_a_savepoint_are_delivered()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SaveAsync(db, "kept");
        await transaction.CreateSavepointAsync("outer");
        await SaveAsync(db, "lost");
        await transaction.CreateSavepointAsync("inner");
        await SaveAsync(db, "lost too");
        await transaction.RollbackToSavepointAsync("outer");
        db.ChangeTracker.Clear();
        await SaveAsync(db, "kept as well");

        await transaction.CommitAsync();

        Assert.Equal(["kept", "kept as well"], app.Committed.Select(Title));
    }

    [Fact]
    public async Task Releasing_a_savepoint_keeps_its_saves()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await transaction.CreateSavepointAsync("one");
        await SaveAsync(db, "kept");
        await transaction.ReleaseSavepointAsync("one");

        await transaction.CommitAsync();

        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_failed_save_in_a_transaction_is_not_delivered_and_the_others_are()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SaveAsync(db, "kept");
        app.Sql.FailNextWrite = new InvalidOperationException("broken on purpose");
        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(db, "failed"));
        db.ChangeTracker.Clear();
        await SaveAsync(db, "kept as well");

        await transaction.CommitAsync();

        Assert.Equal(["kept", "kept as well"], app.Committed.Select(Title));
    }

    [Fact]
    public async Task Two_contexts_in_one_transaction_are_delivered_by_the_commit_of_either()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var first = app.Open();
        await using var second = app.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        second.Database.SetDbConnection(first.Database.GetDbConnection());
        await second.Database.UseTransactionAsync(transaction.GetDbTransaction());
        await SaveAsync(first, "of the first");
        await SaveAsync(second, "of the second");
        await second.Database.UseTransactionAsync(null);

        await transaction.CommitAsync();

        Assert.Equal(["of the first", "of the second"], app.Committed.Select(Title));
    }

    [Fact]
    public async Task A_commit_outside_EF_Core_delivers_nothing_and_is_logged()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await using (var transaction = await db.Database.GetDbConnection().BeginTransactionAsync())
        {
            await db.Database.UseTransactionAsync(transaction);
            await SaveAsync(db, "unseen");
            await transaction.CommitAsync();
        }

        await db.Database.UseTransactionAsync(null);
        await db.SaveChangesAsync();

        Assert.Empty(app.Committed);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76002);
    }

    [Fact]
    public async Task A_save_rolled_back_outside_EF_Core_is_not_delivered_by_a_later_transaction()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using (var db = app.Open())
        {
            await db.Database.OpenConnectionAsync();
            await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync();
            await db.Database.UseTransactionAsync(transaction);
            await SaveAsync(db, "lost");
            await transaction.RollbackAsync();
        }

        // Uses the same pooled connection, for whose transactions Npgsql reuses one object.
        await using var later = app.Open();
        await using var own = await later.Database.BeginTransactionAsync();
        await SaveAsync(later, "kept");
        await own.CommitAsync();

        Assert.Equal("kept", Title(Assert.Single(app.Committed)));
    }

    private static async Task SaveAsync(DbContext db, string title)
    {
        db.Add(new Ticket { Title = title });
        await db.SaveChangesAsync();
    }

    private static string Title(CommittedSave save) => ((Ticket)Assert.Single(save.Changes).Entity).Title;

    private static async Task CommitAsync(IDbContextTransaction transaction, bool async)
    {
        if (async)
        {
            await transaction.CommitAsync();
        }
        else
        {
            transaction.Commit();
        }
    }
}

public sealed class AfterCommitSqliteTests(SqliteDatabase database) : AfterCommitTests<SqliteDatabase>(database);

public sealed class AfterCommitPostgresTests(PostgresDatabase database) : AfterCommitTests<PostgresDatabase>(database)
{
    private readonly PostgresDatabase _database = database;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saves_in_an_ambient_transaction_are_delivered_when_it_completes(bool complete)
    {
        await using var app = await TestApplication.CreateAsync(_database);
        await using var db = app.Open();
        int before;

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Add(new Ticket());
            await db.SaveChangesAsync();
            before = app.Committed.Count;
            if (complete)
            {
                scope.Complete();
            }
        }

        Assert.Equal((0, complete ? 1 : 0), (before, app.Committed.Count));
    }

    [Fact]
    public async Task A_save_retried_by_EF_Core_is_delivered_once()
    {
        await using var app = await TestApplication.CreateAsync(_database, options: Retrying);
        await using var db = app.Open();
        var transient = new Npgsql.NpgsqlException("transient", new TimeoutException());
        app.Sql.FailNextWrite = transient;
        db.Add(new Ticket());

        await db.SaveChangesAsync();

        Assert.Single(app.Committed);
        Assert.Single(await db.Entry(db.Tickets.Local.Single()).ReadHistoryAsync());
    }

    [Fact]
    public async Task A_block_retried_by_the_caller_is_delivered_once()
    {
        await using var app = await TestApplication.CreateAsync(_database, options: Retrying);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        var attempts = 0;

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (++attempts < 3)
            {
                throw new Npgsql.NpgsqlException("transient", new TimeoutException());
            }

            await transaction.CommitAsync();
        });
        db.ChangeTracker.AcceptAllChanges();

        Assert.Equal(3, attempts);
        Assert.Single(app.Committed);
        Assert.Equal([0, 1], (await db.Entry(ticket).ReadHistoryAsync()).Select(row => row.Sequence));
    }

    private static void Retrying(DbContextOptionsBuilder options)
        => options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure(5, TimeSpan.FromMilliseconds(1), null));
}
