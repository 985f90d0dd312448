using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.SoftDelete;

public abstract class DeleteGuardTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Guarded = DeskModel.With(model =>
    {
        model.Entity<Ticket>().HasSoftDelete().GuardInDatabase();
        model.Entity<Comment>().HasSoftDelete().GuardInDatabase();
    });

    [Fact]
    public async Task A_live_row_cannot_be_deleted_by_raw_SQL()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("""DELETE FROM "Tickets";"""));

        Assert.Equal(1, await db.Tickets.CountAsync());
    }

    [Fact]
    public async Task A_soft_deleted_row_can_be_deleted_by_raw_SQL()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var ticket = await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync(x => x.Id == ticket.Id));
        await db.SaveChangesAsync();

        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "Tickets";""");

        Assert.Equal(0, await db.Tickets.WithDeleted().CountAsync());
    }

    [Fact]
    public async Task A_purge_deletes_marked_rows_and_no_live_ones()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var (deleted, live) = (await app.SaveAsync(new Ticket()), await app.SaveAsync(new Ticket()));
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync(x => x.Id == deleted.Id));
        await db.SaveChangesAsync();

        var rejected = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Tickets.WithDeleted().BypassIntegrity().ExecuteDeleteAsync());
        var purged = await db.Tickets.OnlyDeleted().BypassIntegrity().ExecuteDeleteAsync();

        Assert.Equal(("soft-delete.live", 1), (rejected.Violations.Single().Code, purged));
        Assert.Equal([live.Id], await db.Tickets.WithDeleted().Select(x => x.Id).ToListAsync());
    }

    [Fact]
    public async Task A_row_with_a_new_key_and_new_values_can_be_inserted()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket { Code = "A" });

        await app.SaveAsync(new Ticket { Code = "B", Comments = [new Comment()] });

        await using var db = app.Open();
        Assert.Equal(2, await db.Tickets.CountAsync());
    }
}

public sealed class DeleteGuardOnSqliteTests(SqliteDatabase database) : DeleteGuardTests<SqliteDatabase>(database);

public sealed class DeleteGuardOnPostgresTests(PostgresDatabase database) : DeleteGuardTests<PostgresDatabase>(database);
