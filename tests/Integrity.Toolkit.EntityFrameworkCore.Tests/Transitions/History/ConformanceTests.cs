using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>The history, evaluated against the current table.</summary>
public abstract class ConformanceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task An_enforced_history_conforms_and_reentries_are_counted_as_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        var resolved = await app.TicketInAsync(Resolved);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == resolved.Id);
        db.Entry(ticket).Fire(Reopen);
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();

        var found = await db.CheckConformanceAsync<Ticket>();

        Assert.True(found.IsValid);
        Assert.Equal(("Ticket", 6), (found.Entity, found.Transitions));
        Assert.Equal("Ticket: conforms; 6 transitions.", found.ToString());
    }

    [Fact]
    public async Task Transitions_and_initial_states_missing_from_a_later_table_are_counted_by_frequency()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: HistoryQueries.Alone);
        foreach (var status in (TicketStatus[])[Closed, Closed, Resolved, Resolved, Resolved])
        {
            await app.TicketInAsync(status);
        }

        var later = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(Opened).Permit(Opened, Closed).AllowUnreachable().Terminal(Resolved, Closed, New));
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Configure(options, blocks => blocks.UseTransitions(transitions => transitions.WithTable(later)));
        await using var db = new DeskContext(options.Options);

        var found = await db.CheckConformanceAsync<Ticket>();

        Assert.False(found.IsValid);
        Assert.Equal(10, found.Transitions);
        Assert.Equal(
            [("New", "Opened", 5), ("Opened", "Resolved", 3)], found.OffTable.Select(x => (x.From, x.To, x.Count)));
        Assert.Equal([KeyValuePair.Create("New", 5L)], found.InitialStates);
        Assert.Equal(
            "Ticket: not permitted: New to Opened (5), Opened to Resolved (3), initial state New (5); 10 transitions.", found.ToString());
    }

    [Fact]
    public async Task A_state_removed_from_the_table_is_reported()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        await db.Database.ExecuteSqlAsync(
            $"UPDATE \"TicketStatusHistory\" SET \"ToState\" = 'Waiting' WHERE \"TicketId\" = {id} AND \"Sequence\" = 1");

        var found = await db.CheckConformanceAsync<Ticket>();

        Assert.Equal([("New", "Waiting", 1)], found.OffTable.Select(x => (x.From, x.To, x.Count)));
    }
}

public sealed class ConformanceSqliteTests(SqliteDatabase database) : ConformanceTests<SqliteDatabase>(database);

public sealed class ConformancePostgresTests(PostgresDatabase database) : ConformanceTests<PostgresDatabase>(database);
