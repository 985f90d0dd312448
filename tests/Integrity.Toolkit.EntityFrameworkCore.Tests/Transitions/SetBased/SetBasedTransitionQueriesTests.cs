using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class SetBasedTransitionQueriesTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly SetBasedTransitionOptions Overdue = new() { Reason = "overdue" };

    private static readonly SetBasedTransitionOptions Skipping = new() { Reason = "overdue", InvalidRows = InvalidRowBehavior.Skip };

    [Fact]
    public async Task Only_the_rows_taken_by_the_query_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var low = (await app.TicketInAsync(Opened, priority: 1)).Id;
        var high = (await app.TicketInAsync(Opened, priority: 8)).Id;
        var higher = (await app.TicketInAsync(Opened, priority: 9)).Id;
        await using var db = app.Open();

        var result = await db.Tickets.OrderByDescending(t => t.Priority).Take(2).ExecuteFireAsync(Resolve, Skipping);

        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), result);
        Assert.Equal("New Opened", await app.StatesAsync(low));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(high));
        Assert.Equal("New Opened", await app.StatesAsync(higher));
    }

    [Fact]
    public async Task A_row_returned_twice_by_the_query_transitions_once()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.SaveAsync(new Ticket { Comments = { new Comment(), new Comment() } })).Id;
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var result = await db.Comments.Join(db.Tickets, comment => comment.TicketId, ticket => ticket.Id, (comment, ticket) => ticket).ExecuteFireAsync(Open);

        Assert.Equivalent(new SetBasedTransitionResult(1, 1, 0, 0), result);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_null_navigation_is_not_counted_as_a_row()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model =>
            {
                model.Entity<Pot>();
                model.Entity<Lid>().HasTransitions(x => x.Status, TicketFlow.Table);
            }),
            blocks: Alone);
        await app.SaveAsync(new Pot { Lid = new Lid() });
        await app.SaveAsync(new Pot());
        await using var db = app.Open();

        var result = await db.Set<Pot>().Select(pot => pot.Lid!).ExecuteFireAsync(Open);

        Assert.Equivalent(new SetBasedTransitionResult(matched: 1, transitioned: 1, ignored: 0, skipped: 0), result);
    }

    [Fact]
    public async Task Query_operators_that_only_affect_loading_are_ignored()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        int[] ids = [id, -1];

        var result = await db.Tickets.Include(t => t.Comments).AsNoTracking().TagWith("overdue\ntickets").Where(t => ids.Contains(t.Id)).OrderBy(t => t.Title)
                .Distinct().ExecuteFireAsync(Resolve);

        Assert.Equal(1, result.Transitioned);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Deleted_rows_transition_only_when_the_query_includes_them()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        var without = await db.Tickets.ExecuteFireAsync(Resolve);
        var with = await db.Tickets.WithDeleted().ExecuteFireAsync(Resolve);

        Assert.Equal((0, 1), (without.Matched, with.Transitioned));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task A_query_can_read_the_history_that_the_transition_writes()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var old = (await app.TicketInAsync(Opened)).Id;
        app.Clock.Advance(TimeSpan.FromDays(30));
        var fresh = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var limit = app.Clock.GetUtcNow().UtcDateTime.AddDays(-7);

        var result = await db.Tickets.Where(t => db.TransitionsOf<Ticket>()
                .Where(row => EF.Property<int>(row, "TicketId") == t.Id)
                .All(row => row.OccurredAt < limit)).ExecuteFireAsync(Close,
            Overdue);

        Assert.Equal(1, result.Transitioned);
        Assert.Equal("New Opened Closed", await app.StatesAsync(old));
        Assert.Equal("New Opened", await app.StatesAsync(fresh));
    }

    [Fact]
    public async Task Captured_values_are_evaluated_in_every_call()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        foreach (var priority in Enumerable.Range(0, 3))
        {
            await app.TicketInAsync(Opened, priority);
        }

        await using var db = app.Open();
        var moved = new List<int>();

        foreach (var priority in Enumerable.Range(0, 4))
        {
            moved.Add((await db.Tickets.Where(t => t.Priority == priority).ExecuteFireAsync(Resolve)).Transitioned);
        }

        Assert.Equal([1, 1, 1, 0], moved);
    }

    [Fact]
    public async Task A_guard_can_query_related_rows()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("asking", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .PermitIf<Ticket>(Open, Resolved, ticket => ticket.Comments.Count > 1, "comments.many")
                .PermitIf<Ticket>(Open, Opened, ticket => ticket.Comments.Count > 0, "comments.any");
            t.Terminal(Opened, Resolved, Closed);
            t.AllowUnreachable();
        });
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, flow)), blocks: Alone);
        int[] ids =
        [
            (await app.SaveAsync(new Ticket())).Id,
            (await app.SaveAsync(new Ticket { Comments = { new Comment() } })).Id,
            (await app.SaveAsync(new Ticket { Comments = { new Comment(), new Comment() } })).Id,
        ];
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Open, Skipping);

        Assert.Equivalent(new SetBasedTransitionResult(3, 2, 0, 1), result);
        Assert.Equal("New", await app.StatesAsync(ids[0]));
        Assert.Equal("New Opened", await app.StatesAsync(ids[1]));
        Assert.Equal("New Resolved", await app.StatesAsync(ids[2]));
    }

    [Fact]
    public async Task A_guard_uses_the_current_value_of_a_captured_variable()
    {
        var limit = 3;
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("captured", t =>
        {
            t.Initial(New);
            t.Configure(New).PermitIf<Ticket>(Open, Opened, ticket => ticket.Priority < limit, "priority.limit");
            t.Terminal(Opened, Resolved, Closed);
            t.AllowUnreachable();
        });
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, flow)), blocks: Alone);
        var id = (await app.SaveAsync(new Ticket { Priority = 5 })).Id;
        await using var db = app.Open();

        var before = await db.Tickets.ExecuteFireAsync(Open, Skipping);
        limit = 6;
        var after = await db.Tickets.ExecuteFireAsync(Open, Skipping);

        Assert.Equal((0, 1), (before.Transitioned, after.Transitioned));
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    public sealed class Pot
    {
        public int Id { get; set; }

        public Lid? Lid { get; set; }
    }

    public sealed class Lid
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class SetBasedTransitionQueriesSqliteTests(SqliteDatabase database) : SetBasedTransitionQueriesTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionQueriesPostgresTests(PostgresDatabase database) : SetBasedTransitionQueriesTests<PostgresDatabase>(database);

public sealed class SetBasedTransitionQueriesSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedTransitionQueriesTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedTransitionQueriesPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedTransitionQueriesTests<PostgresSharedHistoryDatabase>(database);
