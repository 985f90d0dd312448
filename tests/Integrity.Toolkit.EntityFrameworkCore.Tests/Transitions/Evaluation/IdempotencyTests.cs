using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class IdempotencyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionOptions Once = new() { IdempotencyKey = "request-1" };

    [Theory]
    [InlineData("fire")]
    [InlineData("try")]
    [InlineData("move")]
    public async Task A_repeated_request_returns_the_first_result_and_saves_nothing(string how)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await RequestAsync(app, entry => AskAsync(entry, how, Once));
        app.Clock.Advance(TimeSpan.FromHours(1));

        var again = await RequestAsync(app, entry => AskAsync(entry, how, Once));

        Assert.True(again is { IsAllowed: true, IsRepeated: true });
        Assert.Equal((1, "Opened", "request-1"), (again.PreviousRecord!.Sequence, again.PreviousRecord.ToState, again.PreviousRecord.IdempotencyKey));
        Assert.Equal(TestTime.Start, again.PreviousRecord.OccurredAt);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_repeated_request_is_recognized_after_later_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await RequestAsync(app, entry => entry.FireAsync(Open, Once with { ExpectedSequence = 0 }));
        await RequestAsync(app, entry => entry.FireAsync(Close, "done"));

        var again = await RequestAsync(app, entry => entry.FireAsync(Open, Once with { ExpectedSequence = 0 }));

        Assert.Equal(1, again.PreviousRecord?.Sequence);
        Assert.Equal("New Opened Closed", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_repeated_request_before_the_save_does_nothing()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Tickets.SingleAsync());

        await entry.FireAsync(Open, Once);
        var again = await entry.TryFireAsync(Open, Once);
        var synchronous = entry.TryFire(Open, Once);
        await db.SaveChangesAsync();

        Assert.True(again is { IsAllowed: true, IsRepeated: true, PreviousRecord: null });
        Assert.True(synchronous.IsRepeated);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Reusing_the_key_for_another_trigger_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await RequestAsync(app, entry => entry.FireAsync(Open, Once));
        await using var db = app.Open();
        var entry = db.Entry(await db.Tickets.SingleAsync());

        var recorded = await entry.TryFireAsync(Resolve, Once);
        var other = Once with { IdempotencyKey = "request-2" };
        entry.Fire(Assign, other);
        var pending = entry.TryFire(Resolve, other);
        await db.SaveChangesAsync();

        Assert.Equal(("transition.key-used", 1), (recorded.Violations.Single().Code, (int)recorded.Violations[0].Arguments["sequence"]!));
        Assert.Equal("transition.key-used", pending.Violations.Single().Code);
        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
        Assert.Equal(
            "transition.key-used",
            (await Assert.ThrowsAsync<IntegrityException>(() => entry.TransitionToAsync(Resolved, Once))).Violations.Single().Code);
    }

    [Fact]
    public async Task The_later_of_two_concurrent_requests_gets_a_conflict_and_is_recognized_after_a_reload()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var one = app.Open();
        await using var two = app.Open();
        var (first, second) = (one.Entry(await one.Tickets.SingleAsync()), two.Entry(await two.Tickets.SingleAsync()));
        await first.FireAsync(Open, Once);
        await second.FireAsync(Open, Once);
        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<IntegrityConflictException>(() => two.SaveChangesAsync());
        await second.ReloadAsync();
        var again = await second.FireAsync(Open, Once);
        await two.SaveChangesAsync();

        Assert.Equal(1, again.PreviousRecord?.Sequence);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_repeated_request_on_an_attached_entity_without_sequence_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var attached = new Ticket { Id = id, Status = Opened, Version = 1 };
        db.Attach(attached);
        await db.Entry(attached).FireAsync(Assign, Once);
        await RequestAsync(app, entry => entry.FireAsync(Assign, Once));

        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("transition.repeated", 2), (violation.Code, (int)violation.Arguments["sequence"]!));
        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_used_key_fired_without_reading_the_history_is_rejected_by_the_save(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await RequestAsync(app, entry => Task.FromResult(entry.TryFire(Assign, Once)));
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Assign, Once);

        var violation = await RefusedAsync(async () => _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        Assert.Equal("transition.repeated", violation.Code);
        Assert.Equal("request-1", (await app.RowsAsync<Ticket>(id))[2].IdempotencyKey);
        Assert.Equal("New Opened Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Two_entities_can_transition_with_the_same_key()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        foreach (var ticket in await db.Tickets.ToListAsync())
        {
            Assert.False((await db.Entry(ticket).FireAsync(Open, Once)).IsRepeated);
        }

        await db.SaveChangesAsync();

        Assert.Equal(2, await db.TransitionsOf<Ticket>().CountAsync(row => row.IdempotencyKey == "request-1"));
    }

    [Fact]
    public async Task A_discarded_transition_releases_its_key()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Tickets.SingleAsync());
        await entry.FireAsync(Open, Once);
        await entry.ReloadAsync();

        var again = await entry.FireAsync(Open, Once);
        await db.SaveChangesAsync();

        Assert.False(again.IsRepeated);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_new_entity_stores_the_key_with_its_first_history_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.Entry(ticket).TransitionToAsync(New, Once);
        await db.SaveChangesAsync();

        var again = await RequestAsync(app, entry => entry.TransitionToAsync(New, Once));

        Assert.Equal((true, 0), (again.IsRepeated, again.PreviousRecord?.Sequence));
    }

    [Fact]
    public void A_key_has_a_maximum_length()
        => Assert.Throws<ArgumentException>(() => new TransitionOptions { IdempotencyKey = new string('x', IntegrityDefaults.MaxCodeLength + 1) });

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_key_throws(string key)
        => Assert.Throws<ArgumentException>(() => new TransitionOptions { IdempotencyKey = key });

    private static Task<TransitionCheck> AskAsync(EntityEntry entry, string how, TransitionOptions options) => how switch
    {
        "fire" => entry.FireAsync(Open, options),
        "try" => entry.TryFireAsync(Open, options),
        _ => entry.TransitionToAsync(Opened, options),
    };

    private static async Task<TransitionCheck> RequestAsync(TestApplication app, Func<EntityEntry, Task<TransitionCheck>> ask)
    {
        await using var db = app.Open();
        var check = await ask(db.Entry(await db.Tickets.SingleAsync()));
        await db.SaveChangesAsync();
        return check;
    }
}

public sealed class IdempotencySqliteTests(SqliteDatabase database) : IdempotencyTests<SqliteDatabase>(database);

public sealed class IdempotencyPostgresTests(PostgresDatabase database) : IdempotencyTests<PostgresDatabase>(database);

public sealed class IdempotencySqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : IdempotencyTests<SqliteSharedHistoryDatabase>(database);

public sealed class IdempotencyPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : IdempotencyTests<PostgresSharedHistoryDatabase>(database);
