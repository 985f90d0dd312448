using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Entities whose stored status is unknown to the context.</summary>
public abstract class DetachedStatusTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(New, false)]
    [InlineData(Opened, false)]
    [InlineData(Closed, true)]
    public async Task A_blind_update_that_is_not_saved_leaves_the_entity_as_before(TicketStatus status, bool refused)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var entry = db.Update(new Ticket { Id = id, Status = status, Version = 1 });
        var before = Tracked(entry);
        app.Sql.FailNextWrite = new TimeoutException("on purpose");

        var failure = await Record.ExceptionAsync(() => db.SaveChangesAsync());

        Assert.Equal(refused, failure is IntegrityException);
        Assert.Equal(before, Tracked(entry));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blind_update_with_a_legal_move_leaves_a_row(bool asynchronous)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(Opened);
        await using var db = app.Open();

        ticket.Status = Resolved;
        db.Update(ticket);
        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task A_blind_update_with_an_illegal_move_is_refused()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(New);
        await using var db = app.Open();

        ticket.Status = Resolved;
        db.Update(ticket);
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("New", "Resolved"), (violation.Arguments["from"], violation.Arguments["to"]));
        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task A_blind_update_without_a_move_keeps_the_sequence()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(Opened);
        await using var db = app.Open();

        ticket.Title = "another";
        db.Update(ticket);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
        await using var later = app.Open();
        Assert.Equal("another", (await later.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task The_status_alone_marked_as_modified_is_compared_with_the_stored_one()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var stub = new Ticket { Id = id, Status = Resolved };
        db.Attach(stub);
        db.Entry(stub).Property(x => x.Status).IsModified = true;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task The_status_alone_marked_as_modified_cannot_jump()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();

        var stub = new Ticket { Id = id, Status = Resolved };
        db.Attach(stub);
        db.Entry(stub).Property(x => x.Status).IsModified = true;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("New", violation.Arguments["from"]);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_attached_stub_that_is_assigned_moves_from_the_stored_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Resolved)).Id;
        await using var db = app.Open();

        var stub = new Ticket { Id = id, Status = New };
        db.Attach(stub);
        stub.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_attached_stub_that_is_assigned_the_stored_state_does_not_move()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var stub = new Ticket { Id = id, Status = New };
        db.Attach(stub);
        stub.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_attached_entity_can_be_fired()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(Opened);
        await using var db = app.Open();

        db.Attach(ticket);
        db.Entry(ticket).Fire(Assign);
        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Opened Resolved", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task An_attached_entity_that_someone_else_moved_meanwhile_is_judged_from_the_stored_state()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(Opened);
        await using (var other = app.Open())
        {
            other.Entry(await other.Tickets.SingleAsync()).Fire(Close, "first");
            await other.SaveChangesAsync();
        }

        await using var db = app.Open();
        db.Attach(ticket);
        db.Entry(ticket).Fire(Resolve);
        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.All(failure.Violations, violation => Assert.Equal("transition.not-permitted", violation.Code));
        Assert.Equal("New Opened Closed", await app.StatesAsync(ticket.Id));
    }

    [Fact]
    public async Task An_attached_stub_with_another_change_keeps_status_and_sequence()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var stub = new Ticket { Id = id };
        db.Attach(stub);
        stub.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_refused_blind_update_can_be_put_right_and_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ticket = await app.TicketInAsync(New);
        await using var db = app.Open();
        ticket.Status = Resolved;
        ticket.Title = "another";
        db.Update(ticket);
        await RefusedAsync(() => db.SaveChangesAsync());

        ticket.Status = Opened;
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(ticket.Id));
        await using var later = app.Open();
        Assert.Equal("another", (await later.Tickets.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_blind_update_of_a_deleted_row_is_judged_like_any_other()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: o => o.UseTransitions().UseSoftDelete());
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();
        await using var later = app.Open();
        var ticket = await later.Tickets.OnlyDeleted().AsNoTracking().SingleAsync();

        ticket.Status = Resolved;
        later.Update(ticket);
        var violation = await RefusedAsync(() => later.SaveChangesAsync());

        Assert.Equal("transition.not-permitted", violation.Code);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Cleared_and_attached_again_an_entity_has_nothing_to_save()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(Assign);

        db.ChangeTracker.Clear();
        db.Attach(ticket);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    private static string Tracked(EntityEntry entry) => string.Join(
        Environment.NewLine,
        entry.Properties.Select(x => $"{x.Metadata.Name}: {x.OriginalValue} -> {x.CurrentValue}, {x.IsModified}"));
}

public sealed class DetachedStatusSqliteTests(SqliteDatabase database) : DetachedStatusTests<SqliteDatabase>(database);

public sealed class DetachedStatusPostgresTests(PostgresDatabase database) : DetachedStatusTests<PostgresDatabase>(database);

public sealed class DetachedStatusSqliteLedgerTests(SqliteLedgerDatabase database) : DetachedStatusTests<SqliteLedgerDatabase>(database);

public sealed class DetachedStatusPostgresLedgerTests(PostgresLedgerDatabase database) : DetachedStatusTests<PostgresLedgerDatabase>(database);

public sealed class DetachedStatusSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : DetachedStatusTests<SqliteSharedHistoryDatabase>(database);

public sealed class DetachedStatusPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : DetachedStatusTests<PostgresSharedHistoryDatabase>(database);
