using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class TransitionsObserveTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Observed_illegal_transitions_are_saved_logged_and_marked()
    {
        await using var app = await ObservingAsync();
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        (await db.Tickets.SingleAsync()).Status = Resolved;
        await db.SaveChangesAsync();

        Assert.Equal("New Resolved", await app.StatesAsync(id));
        Assert.Equal([false, true], (await app.RowsAsync<Ticket>(id)).Select(row => row.OffTable));
        var (_, level, text) = Assert.Single(app.Logs.Messages, message => message.Id == 76000);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("transition.not-permitted", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observed_illegal_initial_states_unmet_guards_and_missing_reasons_are_saved_and_marked()
    {
        await using var app = await ObservingAsync();
        var first = (await app.SaveAsync(new Ticket { Status = Opened, Priority = 9 })).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Resolve);
        db.Entry(ticket).Fire(Close);
        await db.SaveChangesAsync();

        Assert.Equal("Opened Resolved Closed", await app.StatesAsync(first));
        Assert.Equal([true, true, true], (await app.RowsAsync<Ticket>(first)).Select(row => row.OffTable));
    }

    [Fact]
    public async Task Observed_legal_transitions_are_neither_logged_nor_marked()
    {
        await using var app = await ObservingAsync();
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        db.Entry(await db.Tickets.SingleAsync()).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Empty(app.Logs.Messages);
        Assert.All(await app.RowsAsync<Ticket>(id), row => Assert.False(row.OffTable));
    }

    [Fact]
    public async Task In_observe_mode_TransitionTo_permits_a_state_outside_the_table()
    {
        await using var app = await ObservingAsync();
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        db.Entry(await db.Tickets.SingleAsync()).TransitionTo(Resolved);
        await db.SaveChangesAsync();

        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal((TransitionOrigin.Fired, true), (row.Origin, row.OffTable));
    }

    [Fact]
    public async Task In_off_mode_no_history_is_saved_and_Fire_still_changes_the_status()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: o => o.UseTransitions(t => t.Off()));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(Open);
        await db.SaveChangesAsync();
        ticket.Status = New;
        await db.SaveChangesAsync();

        Assert.Empty(await db.TransitionsOf<Ticket>().ToListAsync());
        Assert.Equal(New, (await db.Tickets.AsNoTracking().SingleAsync()).Status);
    }

    [Fact]
    public async Task A_type_can_override_the_mode()
    {
        var model = DeskModel.With(m =>
        {
            m.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).Observe();
            m.Entity<Claim>().HasTransitions(x => x.Status, TicketFlow.Table).Enforce();
            m.Entity<Draft>().HasTransitions(x => x.Status, TicketFlow.Table).Off();
        });
        await using var app = await TestApplication.CreateAsync(database, model, blocks: o => o.UseTransitions(t => t.Observe()));
        await using var db = app.Open();
        db.AddRange(new Ticket { Status = Closed }, new Draft { Status = Closed });
        await db.SaveChangesAsync();

        db.Add(new Claim { Status = Closed });
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("Claim", violation.Entity);
        Assert.Equal((1, 0), (await db.TransitionsOf<Ticket>().CountAsync(), await db.TransitionsOf<Draft>().CountAsync()));
    }

    [Fact]
    public async Task An_unknown_actor_stays_unknown()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i.UseActor<Nobody>());
        await using var db = app.Open();
        var ticket = new Ticket();

        db.Add(ticket);
        await db.SaveChangesAsync();

        var row = Assert.Single(await app.RowsAsync<Ticket>(ticket.Id));
        Assert.Equal((ActorKind.Unknown, null), (row.ActorKind, row.ActorId));
    }

    [Fact]
    public async Task A_required_actor_that_is_missing_rejects_the_save()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i.UseActor<Nobody>().RequireActor());
        await using var db = app.Open();

        db.Add(new Ticket());
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("actor.missing", violation.Code);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task With_a_required_actor_a_transition_fired_by_an_unknown_actor_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: i => i.UseActor<Nobody>().RequireActor());
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        db.Entry(ticket).Fire(Open);
        using (db.ActingAsSystem("job"))
        {
            var violation = await RefusedAsync(() => db.SaveChangesAsync());
            Assert.Equal("actor.missing", violation.Code);
        }
    }

    private Task<TestApplication> ObservingAsync()
        => TestApplication.CreateAsync(database, blocks: o => o.UseTransitions(t => t.Observe()));

    public sealed class Nobody : IActorSource
    {
        public Actor Current => Actor.Unknown;
    }

    public sealed class Claim
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    public sealed class Draft
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }

    [Fact]
    public async Task In_observe_mode_a_row_can_be_hard_deleted_together_with_its_history()
    {
        var model = DeskModel.With(builder => builder.Entity<Parcel>()
            .HasTransitions(x => x.Status, TicketFlow.Table).Observe());
        await using var app = await TestApplication.CreateAsync(database, model);
        await using var db = app.Open();
        var parcel = new Parcel();
        db.Add(parcel);
        await db.SaveChangesAsync();
        parcel.Status = TicketStatus.Opened;
        await db.SaveChangesAsync();

        db.Remove(parcel);
        await db.SaveChangesAsync();

        Assert.Empty(await db.Set<Parcel>().ToListAsync());
        Assert.Empty(await db.TransitionsOf<Parcel>().ToListAsync());
        Assert.Contains(app.Logs.Messages, message => message.Text.Contains("transition.history-kept", StringComparison.Ordinal));
    }

    public sealed class Parcel
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class TransitionsObserveSqliteTests(SqliteDatabase database)
    : TransitionsObserveTests<SqliteDatabase>(database);

public sealed class TransitionsObservePostgresTests(PostgresDatabase database)
    : TransitionsObserveTests<PostgresDatabase>(database);
