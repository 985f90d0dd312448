using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class SetBasedTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly SetBasedTransitionOptions Overdue = new() { Reason = "overdue", ReasonCode = "sla" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_rows_of_a_query_transition_with_one_history_entry_each(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var opened = (await app.TicketInAsync(Opened)).Id;
        var resolved = (await app.TicketInAsync(Resolved)).Id;
        var other = (await app.TicketInAsync(Opened, priority: 5)).Id;
        app.Clock.Advance(TimeSpan.FromDays(3));
        await using var db = app.Open();
        var limit = 5;
        var query = db.Tickets.Where(ticket => ticket.Priority < limit);

        using (db.ActingAs(Actor.User("ann")))
        {
            var result = asynchronous
                ? await query.ExecuteFireAsync(Close, Overdue, TestContext.Current.CancellationToken)
                : query.ExecuteFire(Close, Overdue);

            Assert.Equivalent(new SetBasedTransitionResult(matched: 2, transitioned: 2, ignored: 0, skipped: 0), result);
        }

        Assert.Equal("New Opened Closed", await app.StatesAsync(opened));
        Assert.Equal("New Opened Resolved Closed", await app.StatesAsync(resolved));
        Assert.Equal("New Opened", await app.StatesAsync(other));
        var row = (await app.RowsAsync<Ticket>(resolved))[^1];
        Assert.Equal(("Resolved", "Closed", "Close"), (row.FromState, row.ToState, row.Trigger));
        Assert.Equal((TransitionOrigin.SetBased, false), (row.Origin, row.OffTable));
        Assert.Equal((ActorKind.User, "ann"), (row.ActorKind, row.ActorId));
        Assert.Equal(("overdue", "sla"), (row.Reason, row.ReasonCode));
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, row.OccurredAt);
        Assert.Equal(TicketFlow.Table.Hash, row.TableHash);
    }

    [Fact]
    public async Task One_row_in_an_illegal_state_rejects_the_whole_operation()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        int[] ids = [(await app.TicketInAsync(Opened)).Id, (await app.TicketInAsync(New)).Id, (await app.TicketInAsync(Resolved)).Id];
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Close, Overdue));

        Assert.Equal("transition.some-not-permitted", violation.Code);
        Assert.Equal((3, 0, 1), (violation.Arguments["matched"], violation.Arguments["moved"], violation.Arguments["skipped"]));
        Assert.Contains("1 of 3", violation.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidRowBehavior.Skip", violation.Message, StringComparison.Ordinal);
        Assert.Equal("New Opened", await app.StatesAsync(ids[0]));
        Assert.Equal("New", await app.StatesAsync(ids[1]));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(ids[2]));
    }

    [Fact]
    public async Task A_row_in_an_illegal_state_is_skipped_on_request()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        int[] ids = [(await app.TicketInAsync(Opened)).Id, (await app.TicketInAsync(New)).Id, (await app.TicketInAsync(Resolved)).Id];
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Close, Overdue with { InvalidRows = InvalidRowBehavior.Skip });

        Assert.Equivalent(new SetBasedTransitionResult(matched: 3, transitioned: 2, ignored: 0, skipped: 1), result);
        Assert.Equal("New Opened Closed", await app.StatesAsync(ids[0]));
        Assert.Equal("New", await app.StatesAsync(ids[1]));
        Assert.Equal("New Opened Resolved Closed", await app.StatesAsync(ids[2]));
    }

    [Fact]
    public async Task A_row_with_an_unmet_guard_is_illegal()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var low = (await app.TicketInAsync(Opened, priority: 8)).Id;
        var high = (await app.TicketInAsync(Opened, priority: 9)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Resolve, new SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip });

        Assert.Equivalent(new SetBasedTransitionResult(matched: 2, transitioned: 1, ignored: 0, skipped: 1), result);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(low));
        Assert.Equal("New Opened", await app.StatesAsync(high));
        Assert.Contains(app.Sql.Commands, sql => sql.Contains("\"Priority\" < 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_in_a_state_that_ignores_the_trigger_is_ignored_and_the_others_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var fresh = (await app.TicketInAsync(New)).Id;
        var opened = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Open);

        Assert.Equivalent(new SetBasedTransitionResult(matched: 2, transitioned: 1, ignored: 1, skipped: 0), result);
        Assert.Equal("New Opened", await app.StatesAsync(fresh));
        Assert.Equal("New Opened", await app.StatesAsync(opened));
        Assert.Equal(2, (await app.RowsAsync<Ticket>(opened)).Count);
    }

    [Fact]
    public async Task Reentry_is_a_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Assign);

        Assert.Equal(1, result.Transitioned);
        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Rows_transition_to_a_state_without_a_trigger_and_rows_already_in_it_are_ignored()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var opened = (await app.TicketInAsync(Opened)).Id;
        var closed = (await app.TicketInAsync(Closed)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteTransitionToAsync(Closed, Overdue);

        Assert.Equivalent(new SetBasedTransitionResult(matched: 2, transitioned: 1, ignored: 1, skipped: 0), result);
        Assert.Equal("New Opened Closed", await app.StatesAsync(opened));
        Assert.Equal("New Opened Closed", await app.StatesAsync(closed));
        Assert.Equal(0, db.Tickets.ExecuteTransitionTo(Closed, Overdue).Transitioned);
    }

    [Fact]
    public async Task An_empty_query_makes_no_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.Where(ticket => ticket.Priority > 99).ExecuteFireAsync(Close, Overdue);

        Assert.Equal(0, result.Matched);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_row_without_history_gets_its_first_entry()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        await app.ForgetTicketHistoryAsync(db);

        var result = await db.Tickets.ExecuteFireAsync(Close, Overdue);

        Assert.Equal(1, result.Transitioned);
        Assert.Equal("Opened Closed", await app.StatesAsync(id));
        var rows = await app.RowsAsync<Ticket>(id);
        Assert.Equal([TransitionOrigin.Backfill, TransitionOrigin.SetBased], rows.Select(row => row.Origin));
        Assert.Equal([null, "overdue"], rows.Select(row => row.Reason));
    }

    [Fact]
    public async Task A_reloaded_entity_can_transition_afterwards()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await db.Tickets.ExecuteFireAsync(Resolve);
        await db.Entry(ticket).ReloadAsync();
        db.Entry(ticket).Fire(Reopen);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_entity_loaded_before_the_operation_conflicts_on_its_next_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await db.Tickets.ExecuteFireAsync(Resolve);
        db.Entry(ticket).Fire(Assign);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }
}

public sealed class SetBasedTransitionSqliteTests(SqliteDatabase database) : SetBasedTransitionTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionPostgresTests(PostgresDatabase database) : SetBasedTransitionTests<PostgresDatabase>(database);

public sealed class SetBasedTransitionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedTransitionTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedTransitionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedTransitionTests<PostgresSharedHistoryDatabase>(database);
