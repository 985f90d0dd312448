using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Update;

public abstract class UnacceptedSaveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Saving_without_accepting_then_accepting_counts_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        db.ChangeTracker.AcceptAllChanges();
        ticket.Title = "next";
        await db.SaveChangesAsync();

        Assert.Equal(3, ticket.Version);
        Assert.Equal([0, 1], await db.Entry(ticket).Transitions().Select(row => row.Sequence).ToListAsync());
        Assert.Empty(db.ChangeTracker.Entries<TransitionRecord>());
    }

    [Fact]
    public async Task Saving_without_accepting_rolling_back_and_saving_again_counts_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        db.Add(new Note());

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await db.SaveChangesAsync();

        await using var later = app.Open();
        var row = await later.Tickets.SingleAsync();
        Assert.Equal((2, TicketStatus.Opened), (row.Version, row.Status));
        Assert.Equal([0, 1], await later.Entry(row).Transitions().Select(record => record.Sequence).ToListAsync());
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task A_save_inside_a_custom_retry_block_counts_once()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        var attempts = 0;

        for (var done = false; !done;)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            if (++attempts == 3)
            {
                await transaction.CommitAsync();
                done = true;
            }
        }

        db.ChangeTracker.AcceptAllChanges();
        Assert.Equal(2, ticket.Version);
        Assert.Equal(2, await db.Entry(ticket).Transitions().CountAsync());
        Assert.Single(app.Committed);
    }
}

public sealed class UnacceptedSaveSqliteTests(SqliteDatabase database) : UnacceptedSaveTests<SqliteDatabase>(database);

public sealed class UnacceptedSavePostgresTests(PostgresDatabase database) : UnacceptedSaveTests<PostgresDatabase>(database);
