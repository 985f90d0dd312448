using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>The times of a history follow the order of its rows, regardless of the clock.</summary>
public abstract class HistoryTimeTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task The_state_at_a_time_comes_from_the_last_entry_before_it()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10), (Resolve, 30));
        await using var db = app.Open();
        var history = db.HistoryOf<Ticket>(id);

        Assert.Equal<string?[]>(
            [null, "New", "New", "Opened", "Opened", "Resolved", "Resolved"],
            [
                await history.StateAtAsync(UtcAt(-1)), await history.StateAtAsync(UtcAt(0)), await history.StateAtAsync(UtcAt(9)),
                await history.StateAtAsync(UtcAt(10)), await history.StateAtAsync(UtcAt(29)), await history.StateAtAsync(UtcAt(30)),
                await history.StateAtAsync(UtcAt(1000)),
            ]);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_produce_negative_durations()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 20), (Resolve, 10), (Reopen, 15), (Resolve, 40));
        app.Clock.AdjustTime(At(35));
        await using var db = app.Open();
        var history = db.HistoryOf<Ticket>(id);

        Assert.Equal<string?[]>(["New", "Opened", "Opened", "Resolved"], [
            await history.StateAtAsync(UtcAt(12)), await history.StateAtAsync(UtcAt(20)), await history.StateAtAsync(UtcAt(39)),
            await history.StateAtAsync(UtcAt(40))]);
        Assert.Equal(
            [("New", 20.0), ("Opened", 20.0), ("Resolved", 0.0)],
            (await history.TimeInStateAsync()).Select(time => (time.Key, time.Value.TotalMinutes)));
    }

    [Fact]
    public async Task A_state_entered_and_left_at_the_same_time_is_not_the_state_at_that_time()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 5), (Resolve, 5));
        await using var db = app.Open();

        Assert.Equal("Resolved", await db.HistoryOf<Ticket>(id).StateAtAsync(UtcAt(5)));
    }

    [Fact]
    public async Task The_time_in_each_state_includes_every_stay_until_now()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10), (Resolve, 30), (Reopen, 31), (Assign, 40));
        app.Clock.AdjustTime(At(100));
        await using var db = app.Open();

        var times = await db.HistoryOf<Ticket>(id).TimeInStateAsync<TicketStatus>();

        Assert.Equal(
            [(New, 10.0), (Opened, 89.0), (Resolved, 1.0)],
            times.Select(time => (time.Key, time.Value.TotalMinutes)));
    }

    [Fact]
    public async Task The_last_entry_into_a_state_has_actor_and_time_and_includes_reentries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10), (Resolve, 30), (Reopen, 31), (Assign, 40));
        await using var db = app.Open();
        var history = db.HistoryOf<Ticket>(id);

        var (opened, resolved, closed) = (
            await history.LastEntryAsync(Opened), await history.LastEntryAsync("Resolved"), await history.LastEntryAsync(Closed));

        Assert.Equal((4, "Assign", "anna"), (opened!.Sequence, opened.Trigger, opened.ActorId));
        Assert.Equal((2, At(30).UtcDateTime), (resolved!.Sequence, resolved.OccurredAt));
        Assert.Null(closed);
        await Assert.ThrowsAsync<ArgumentException>(() => history.LastEntryAsync("opened"));
        await Assert.ThrowsAsync<ArgumentException>(() => history.LastEntryAsync(7));
    }

    [Fact]
    public async Task States_can_be_returned_as_typed_values()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10));
        await using var db = app.Open();
        var history = db.Entry(await db.Tickets.SingleAsync(x => x.Id == id)).History();

        Assert.Equal(Opened, await history.StateAtAsync<TicketStatus?>(UtcAt(10)));
        Assert.Null(await history.StateAtAsync<TicketStatus?>(UtcAt(-1)));
        Assert.Equal(New, await history.StateAtAsync<TicketStatus>(UtcAt(9)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => history.StateAtAsync<TicketStatus>(UtcAt(-1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => history.StateAtAsync<DayOfWeek?>(UtcAt(10)));
    }

    [Fact]
    public async Task The_history_of_a_deleted_entity_is_available_and_that_of_an_unknown_entity_is_empty()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10));
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();
        var (history, none) = (db.HistoryOf<Ticket>(id), db.HistoryOf<Ticket>(id + 1));

        Assert.Equal(2, await history.Rows.CountAsync());
        Assert.Equal("New", await history.StateAtAsync(UtcAt(1)));
        Assert.Equal((null, 0, 0), (await none.StateAtAsync(UtcAt(1)), (await none.TimeInStateAsync()).Count, await none.Rows.CountAsync()));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task In_off_mode_the_history_can_still_be_read()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await MovedAsync(app, (Open, 10));
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Configure(options, blocks => blocks.UseTransitions(transitions => transitions.Off()).UseSoftDelete().UseVersioning());
        await using var db = new DeskContext(options.Options);

        var history = db.HistoryOf<Ticket>(id);

        Assert.Equal(Opened, await history.StateAtAsync<TicketStatus?>(UtcAt(10)));
        Assert.Equal(["New", "Opened"], (await history.TimeInStateAsync()).Keys);
        Assert.Equal(2, await db.TransitionsOf<Ticket>().CountAsync());
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
    }

    [Fact]
    public async Task An_invalid_key_throws()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        Assert.Throws<ArgumentException>(() => db.HistoryOf<Ticket>("1"));
        Assert.Throws<ArgumentException>(() => db.HistoryOf<Ticket>(1, 2));
        Assert.Throws<ArgumentException>(() => db.HistoryOf<Ticket>());
        Assert.Throws<InvalidOperationException>(() => db.HistoryOf<Plain>(1));
    }

    private static DateTimeOffset At(int minutes) => new(TestTime.Start.AddMinutes(minutes));

    private static DateTime UtcAt(int minutes) => At(minutes).UtcDateTime;

    private static async Task<int> MovedAsync(TestApplication app, params (TicketTrigger Trigger, int Minute)[] moves)
    {
        app.Clock.AdjustTime(TestTime.Start);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);
        foreach (var (trigger, minute) in moves)
        {
            app.Clock.AdjustTime(At(minute));
            db.Entry(ticket).Fire(trigger);
            await db.SaveChangesAsync();
        }

        return id;
    }
}

public sealed class HistoryTimeSqliteTests(SqliteDatabase database) : HistoryTimeTests<SqliteDatabase>(database);

public sealed class HistoryTimePostgresTests(PostgresDatabase database) : HistoryTimeTests<PostgresDatabase>(database);

public sealed class HistoryTimeSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : HistoryTimeTests<SqliteSharedHistoryDatabase>(database);

public sealed class HistoryTimePostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : HistoryTimeTests<PostgresSharedHistoryDatabase>(database);
