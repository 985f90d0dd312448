using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Database = Integrity.Toolkit.Tests.Databases.Database;

namespace Integrity.Toolkit.Tests.Update;

public abstract class CommitObserverTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task An_observer_can_use_and_save_the_context()
    {
        DeskContext? db = null;
        var seen = 0;
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i.OnCommitted(_ =>
        {
            seen = db!.Tickets.Count();
            if (db.Plains.Count() < 2)
            {
                db.Add(new Plain());
                db.SaveChanges();
            }
        }));
        await using (db = app.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await SaveAsync(db, "observed");
            await transaction.CommitAsync();
        }

        Assert.Equal(1, seen);
        Assert.Single(app.Open().Plains);
    }

    [Fact]
    public async Task A_failing_observer_is_logged_and_affects_neither_the_commit_nor_other_observers()
    {
        var called = false;
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i
            .OnCommitted(_ => throw new InvalidOperationException("broken on purpose"))
            .OnCommitted(_ => called = true));
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SaveAsync(db, "safe");

        await transaction.CommitAsync();

        Assert.True(called);
        Assert.Null(db.Database.CurrentTransaction);
        Assert.Contains(app.Logs.Messages, message => message.Id == 76001);
    }

    [Fact]
    public async Task A_failing_actor_source_fails_the_save_before_anything_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i.UseActor<Failing>());
        await using var db = app.Open();
        var ticket = new Ticket();
        using (db.ActingAsSystem("setup"))
        {
            db.Add(ticket);
            await db.SaveChangesAsync();
        }

        app.Sql.Commands.Clear();

        ticket.Title = "changed";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Empty(app.Sql.Writes);
        Assert.Equal((EntityState.Modified, 1), (db.Entry(ticket).State, ticket.Version));
    }

    [Fact]
    public async Task A_save_of_types_without_blocks_is_not_delivered()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        db.AddRange(new Tag { Name = "red" }, new Note());
        await db.SaveChangesAsync();

        Assert.Empty(app.Committed);
    }

    [Fact]
    public async Task Every_operation_is_reported()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();

        ticket.Title = "changed";
        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();
        ticket.DeletedAt = null;
        await db.SaveChangesAsync();

        Assert.Equal(
            [EntityOperation.Create, EntityOperation.Update, EntityOperation.SoftDelete, EntityOperation.Restore],
            app.Committed.Select(save => Assert.Single(save.Changes).Operation));
    }

    [Fact]
    public async Task A_save_without_a_transaction_is_delivered_when_it_returns()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var comment = new Ticket();
        db.Add(comment);

        await db.SaveChangesAsync();

        var change = Assert.Single(Assert.Single(app.Committed).Changes);
        Assert.Equal(("Ticket", EntityOperation.Create), (change.EntityName, change.Operation));
        Assert.Equal([comment.Id], change.Key);
    }

    private static async Task SaveAsync(DbContext db, string title)
    {
        db.Add(new Ticket { Title = title });
        await db.SaveChangesAsync();
    }

    public sealed class Failing : IActorSource
    {
        public Actor Current => throw new InvalidOperationException("broken on purpose");
    }
}

public sealed class CommitObserverSqliteTests(SqliteDatabase database) : CommitObserverTests<SqliteDatabase>(database);

public sealed class CommitObserverPostgresTests(PostgresDatabase database) : CommitObserverTests<PostgresDatabase>(database);
