using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

public abstract class HistoryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Kept = DeskModel.With(model =>
        model.Entity<Order>().HasTransitions(x => x.Status, TicketFlow.Table));

    [Fact]
    public async Task The_history_of_one_entity_is_ordered_and_not_tracked()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        var id = (await app.TicketInAsync(Resolved)).Id;
        await using var db = app.Open();

        var rows = await db.Entry(await db.Tickets.SingleAsync(x => x.Id == id)).Transitions().ToListAsync();

        Assert.Equal(["New", "Opened", "Resolved"], rows.Select(row => row.ToState));
        Assert.Single(db.ChangeTracker.Entries<Ticket>());
        Assert.Empty(db.ChangeTracker.Entries<TransitionRecord>());
    }

    [Fact]
    public async Task The_history_of_all_entities_can_be_queried_in_the_database()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        await app.TicketInAsync(Resolved);
        await using var db = app.Open();

        var opened = await db.TransitionsOf<Ticket>().CountAsync(row => row.ToState == "Opened" && row.Trigger == "Open");

        Assert.Equal(2, opened);
    }

    [Fact]
    public async Task The_history_of_a_type_without_transitions_throws()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        Assert.Throws<InvalidOperationException>(() => db.TransitionsOf<Plain>());
        Assert.Throws<InvalidOperationException>(() => db.TransitionsOf<string>());
    }

    [Fact]
    public async Task A_clock_set_back_does_not_change_the_order()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        app.Clock.AdjustTime(TestTime.Start.AddHours(-1));
        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal(TestTime.Start.AddHours(-1), (await app.RowsAsync<Ticket>(id))[1].OccurredAt);
    }

    [Fact]
    public async Task Soft_delete_and_restore_neither_add_nor_remove_history_entries()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Resolved)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Remove(ticket);
        await db.SaveChangesAsync();
        var whileDeleted = await app.StatesAsync(id);
        await db.RestoreAsync(ticket);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", whileDeleted);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.Stays)]
    public async Task A_row_with_a_history_cannot_be_hard_deleted()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Order())).Id;
        await using var db = app.Open();

        db.Remove(await db.Set<Order>().SingleAsync());
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("transition.history-kept", "Order"), (violation.Code, violation.Entity));
        Assert.Contains("KeepAfterDelete()", violation.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Writes);
        Assert.Single(await app.RowsAsync<Order>(id));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.Stays)]
    public async Task A_stub_of_a_row_with_a_history_cannot_be_deleted()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Order())).Id;
        await using var db = app.Open();

        db.Remove(new Order { Id = id });
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());

        Assert.Single(await app.RowsAsync<Order>(id));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.Stays)]
    public async Task With_cascade_delete_the_history_is_deleted_with_its_row()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Resolved);
        await using var db = app.Open();

        db.Remove(await db.Tickets.SingleAsync());
        await db.SaveChangesAsync();

        Assert.Empty(await db.TransitionsOf<Ticket>().ToListAsync());
        Assert.Empty(await db.Tickets.ToListAsync());
    }

    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task A_history_entry_cannot_be_changed_or_removed_through_the_context(EntityState state)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var row = await db.TransitionsOf<Ticket>().AsTracking().FirstAsync(x => x.Sequence == 1);

        db.Entry(row).State = state;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.history-written", violation.Code);
        Assert.Empty(app.Sql.Writes);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task A_history_entry_cannot_be_added_manually()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var set = db.Set<TransitionRecord>($"{typeof(Ticket).FullName}.StatusHistory");
        var row = set.Entry(new TransitionRecord { Sequence = 1, FromState = "New", ToState = "Closed" });
        row.Property("TicketId").CurrentValue = id;

        row.State = EntityState.Added;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.history-written", violation.Code);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [TheoryExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_without_history_first_gets_an_entry_with_its_current_state(bool fired)
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        await app.ForgetTicketHistoryAsync(db);
        var ticket = await db.Tickets.SingleAsync();

        if (fired)
        {
            db.Entry(ticket).Fire(Resolve);
        }
        else
        {
            ticket.Status = Resolved;
        }

        await db.SaveChangesAsync();

        Assert.Equal("Opened Resolved", await app.StatesAsync(id));
        var first = (await app.RowsAsync<Ticket>(id))[0];
        Assert.Equal((TransitionOrigin.Backfill, null, null), (first.Origin, first.Trigger, first.FromState));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    public async Task Changing_other_columns_of_a_row_without_history_adds_no_entry()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        await app.ForgetTicketHistoryAsync(db);

        (await db.Tickets.SingleAsync()).Title = "another";
        await db.SaveChangesAsync();

        Assert.Empty(await db.TransitionsOf<Ticket>().ToListAsync());
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class HistorySqliteTests(SqliteDatabase database) : HistoryTests<SqliteDatabase>(database);

public sealed class HistoryPostgresTests(PostgresDatabase database) : HistoryTests<PostgresDatabase>(database);

public sealed class HistorySqliteLedgerTests(SqliteLedgerDatabase database) : HistoryTests<SqliteLedgerDatabase>(database);

public sealed class HistoryPostgresLedgerTests(PostgresLedgerDatabase database) : HistoryTests<PostgresLedgerDatabase>(database);

public sealed class HistorySqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : HistoryTests<SqliteSharedHistoryDatabase>(database);

public sealed class HistoryPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : HistoryTests<PostgresSharedHistoryDatabase>(database);
