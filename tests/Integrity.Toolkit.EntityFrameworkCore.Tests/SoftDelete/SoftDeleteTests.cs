using Integrity.Toolkit.SoftDelete;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class SoftDeleteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Deleting_a_ticket_keeps_its_row_and_hides_it_from_queries()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        await using var later = world.Open();
        Assert.Empty(await later.Tickets.ToListAsync());
        Assert.Single(await later.Tickets.WithDeleted().ToListAsync());
        Assert.Single(await later.Tickets.OnlyDeleted().ToListAsync());
    }

    [Fact]
    public async Task A_deleted_row_says_when_in_utc_by_whom_and_why()
    {
        await using var world = await World.CreateAsync(database);
        await world.SaveAsync(new Ticket());
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();

        using (db.ActingAs(Actor.User("ben"), "spam"))
        {
            db.Remove(ticket);
            await db.SaveChangesAsync();
        }

        await using var later = world.Open();
        var row = later.Entry(await later.Tickets.OnlyDeleted().SingleAsync());
        Assert.Equal(FakeClock.Start, row.Entity.DeletedAt);
        Assert.Equal(DateTimeKind.Utc, row.Entity.DeletedAt!.Value.Kind);
        Assert.Equal("ben", row.Property<string?>("DeletedBy").CurrentValue);
        Assert.Equal("spam", row.Property<string?>("DeletionReason").CurrentValue);
        Assert.NotNull(row.Property<Guid?>("DeletionId").CurrentValue);
    }
}

public sealed class SoftDeleteSqliteTests(SqliteDatabase database) : SoftDeleteTests<SqliteDatabase>(database);

public sealed class SoftDeletePostgresTests(PostgresDatabase database) : SoftDeleteTests<PostgresDatabase>(database);
