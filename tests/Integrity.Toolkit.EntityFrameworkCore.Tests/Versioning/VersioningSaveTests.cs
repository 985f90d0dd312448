using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Versioning;

public abstract class VersioningSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_repeated_failed_save_increments_the_version_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "changed";
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(1, ticket.Version);

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((2, 2), (ticket.Version, await later.Tickets.Select(x => x.Version).SingleAsync()));
    }

    [Fact]
    public async Task A_repeated_failed_insert_starts_at_version_one()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        app.Sql.FailNextWrite = new InvalidDataException();
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((1, 1), (ticket.Version, await later.Tickets.Select(x => x.Version).SingleAsync()));
    }

    [Fact]
    public async Task A_save_accepted_later_increments_the_version_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Title = "second";
        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        ticket.Title = "third";
        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal((3, 3), (ticket.Version, await later.Tickets.Select(x => x.Version).SingleAsync()));
    }

    [Fact]
    public async Task A_save_repeated_after_a_rollback_increments_the_version_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "second";
        for (var i = 0; i < 2; i++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(2, await later.Tickets.Select(x => x.Version).SingleAsync());
    }

    [Fact]
    public async Task A_save_that_was_executed_and_never_accepted_conflicts_with_itself()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        (await db.Tickets.SingleAsync()).Title = "second";

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        await using var later = app.Open();
        Assert.Equal(2, await later.Tickets.Select(x => x.Version).SingleAsync());
    }

    [Fact]
    public async Task A_canceled_save_does_not_increment_the_version()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "second";
        using var cancellation = new CancellationTokenSource();
        app.Sql.OnWrite = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(cancellation.Token));

        Assert.Equal((1, EntityState.Modified), (ticket.Version, db.Entry(ticket).State));
    }

    [Fact]
    public async Task A_change_by_another_interceptor_increments_the_version()
    {
        await using var app = await TestApplication.CreateAsync(
            database, options: options => options.AddInterceptors(new RecordingInterceptor { Saving = Touch }));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        await db.Tickets.SingleAsync();
        db.Add(new Plain());

        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal(("touched", 2), (row.Title, row.Version));

        static void Touch(DbContext context)
            => context.ChangeTracker.Entries<Ticket>().Where(x => x.State == EntityState.Unchanged).ToList()
                .ForEach(x => x.Entity.Title = "touched");
    }
}

public sealed class VersioningSaveSqliteTests(SqliteDatabase database) : VersioningSaveTests<SqliteDatabase>(database);

public sealed class VersioningSavePostgresTests(PostgresDatabase database) : VersioningSaveTests<PostgresDatabase>(database);
