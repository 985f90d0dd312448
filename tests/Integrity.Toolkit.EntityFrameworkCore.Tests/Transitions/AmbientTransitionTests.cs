using System.Transactions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Ambient and external transactions. SQLite does not support ambient ones.</summary>
public abstract class AmbientTransitionTests(PostgresDatabase database)
{
    [Fact]
    public async Task After_an_ambient_rollback_the_next_transition_starts_from_the_stored_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_ambient_commit_keeps_the_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Entry(ticket).Fire(Assign);
            await db.SaveChangesAsync();
            scope.Complete();
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Subscribers_are_notified_of_the_outcome_when_the_outermost_scope_ends()
    {
        var events = new EventRecorder { Recording = recorded => recorded.Context.Add(new Note()) };
        await using var app = await TestApplication.CreateAsync(
            database,
            integrity: integrity => integrity.Services.AddSingleton(events),
            blocks: options => options.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()));
        await using var db = app.Open();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            using (var inner = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
            {
                db.Add(new Ticket { Id = 1 });
                await db.SaveChangesAsync();
                inner.Complete();
            }

            events.Calls.Add("inner scope is over");
            scope.Complete();
        }

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            db.Add(new Ticket { Id = 2 });
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            [
                "recording Ticket 1 #0 ->New",
                "inner scope is over",
                "committed Ticket 1 #0 ->New",
                "recording Ticket 2 #0 ->New",
                "discarded Ticket 2 #0 ->New",
            ],
            events.Calls);
        Assert.Single(await db.Notes.AsNoTracking().ToListAsync());
    }
}

public sealed class AmbientTransitionPostgresTests(PostgresDatabase database) : AmbientTransitionTests(database), IClassFixture<PostgresDatabase>;

public sealed class AmbientTransitionPostgresLedgerTests(PostgresLedgerDatabase database)
    : AmbientTransitionTests(database), IClassFixture<PostgresLedgerDatabase>;
