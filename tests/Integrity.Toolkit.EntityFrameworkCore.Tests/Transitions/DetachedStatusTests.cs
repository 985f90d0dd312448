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
    public async Task A_failed_disconnected_update_leaves_the_entity_unchanged(TicketStatus status, bool refused)
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
    public async Task A_disconnected_update_with_a_legal_transition_saves_a_history_entry(bool asynchronous)
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
    public async Task A_disconnected_update_with_an_illegal_transition_is_rejected()
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
    public async Task A_disconnected_update_without_a_transition_keeps_the_sequence()
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
    public async Task A_status_marked_as_modified_alone_is_compared_with_the_stored_status()
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
    public async Task A_status_marked_as_modified_alone_cannot_skip_states()
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
    public async Task Assigning_the_status_of_an_attached_stub_transitions_from_the_stored_state()
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
    public async Task Assigning_the_stored_state_to_an_attached_stub_is_no_transition()
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
    public async Task Fire_works_on_an_attached_entity()
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
    public async Task An_attached_entity_changed_by_another_writer_is_evaluated_from_the_stored_state()
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
    public async Task Changing_another_column_of_an_attached_stub_keeps_status_and_sequence()
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
    public async Task A_rejected_disconnected_update_can_be_corrected_and_saved()
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
    public async Task A_disconnected_update_of_a_deleted_row_is_evaluated_like_any_other()
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
    public async Task An_entity_attached_again_after_Clear_has_nothing_to_save()
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
