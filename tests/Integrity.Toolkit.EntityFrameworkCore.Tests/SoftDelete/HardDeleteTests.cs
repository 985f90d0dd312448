using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class HardDeleteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_hard_delete_removes_only_that_row()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var gone = await app.SaveAsync(new Ticket { Labels = [new Label()], Tags = [new Tag()] });
        var kept = await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        db.HardDelete(await db.Tickets.SingleAsync(x => x.Id == gone.Id));
        db.Remove(await db.Tickets.SingleAsync(x => x.Id == kept.Id));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(kept.Id, (await later.Tickets.WithDeleted().SingleAsync()).Id);
        Assert.Equal(
            [EntityOperation.Delete, EntityOperation.SoftDelete],
            app.Committed.Single().Changes.Where(x => x.EntityName == "Ticket").Select(x => x.Operation).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hard_delete_also_deletes_dependents(bool loaded)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket
        {
            Comments = [new Comment()], Attachments = [new Attachment()], Notes = [new Note()], Labels = [new Label()],
        });
        await using var db = app.Open();
        var tickets = loaded
            ? db.Tickets.Include(x => x.Comments).Include(x => x.Attachments).Include(x => x.Notes).AsSplitQuery()
            : db.Tickets;

        db.HardDelete(await tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.WithDeleted().ToListAsync());
        Assert.Empty(await later.Comments.WithDeleted().ToListAsync());
        Assert.Empty(await later.Set<Attachment>().ToListAsync());
        Assert.Null((await later.Notes.SingleAsync()).TicketId);
    }

    [Fact]
    public async Task A_soft_deleted_row_can_be_hard_deleted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();

        db.HardDelete(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.WithDeleted().ToListAsync());
    }

    [Fact]
    public async Task An_entity_without_soft_delete_is_deleted_normally()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Plain());
        await using var db = app.Open();

        db.HardDelete(await db.Plains.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Plains.ToListAsync());
    }

    [Fact]
    public async Task A_failed_hard_delete_is_still_a_hard_delete_when_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.HardDelete(await db.Tickets.SingleAsync());
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.WithDeleted().ToListAsync());
    }

    [Fact]
    public async Task An_unaccepted_rolled_back_hard_delete_is_still_a_hard_delete_when_repeated()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.HardDelete(await db.Tickets.SingleAsync());
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Empty(await later.Tickets.WithDeleted().ToListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_undone_hard_delete_request_does_not_affect_later_deletes(bool clears)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.HardDelete(ticket);
        if (clears)
        {
            db.ChangeTracker.Clear();
        }
        else
        {
            db.Entry(ticket).State = EntityState.Unchanged;
        }

        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_new_entity_hard_deleted_and_added_again_can_be_soft_deleted_later()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        db.HardDelete(ticket);
        db.Add(ticket);
        await db.SaveChangesAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }
}

public sealed class HardDeleteSqliteTests(SqliteDatabase database) : HardDeleteTests<SqliteDatabase>(database);

public sealed class HardDeletePostgresTests(PostgresDatabase database) : HardDeleteTests<PostgresDatabase>(database);
