using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Ambient transactions, and those that are handed to EF Core. SQLite knows no ambient ones.</summary>
public abstract class AmbientTransitionTests(PostgresDatabase database)
{
    [Fact]
    public async Task After_an_ambient_rollback_the_next_move_starts_from_the_stored_state()
    {
        await using var world = await World.CreateAsync(database, blocks: Histories.Alone);
        var id = (await world.TicketInAsync(Opened)).Id;
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await world.StatesAsync(id));
    }

    [Fact]
    public async Task An_ambient_commit_keeps_the_moves()
    {
        await using var world = await World.CreateAsync(database, blocks: Histories.Alone);
        var id = (await world.TicketInAsync(Opened)).Id;
        await using var db = world.Open();
        var ticket = await db.Tickets.SingleAsync();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
            scope.Complete();
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened Resolved", await world.StatesAsync(id));
    }
}

public sealed class AmbientTransitionPostgresTests(PostgresDatabase database) : AmbientTransitionTests(database), IClassFixture<PostgresDatabase>;

public sealed class AmbientTransitionPostgresLedgerTests(PostgresLedgerDatabase database)
    : AmbientTransitionTests(database), IClassFixture<PostgresLedgerDatabase>;
