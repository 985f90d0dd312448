using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class SetBasedTransitionPreconditionsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly SetBasedTransitionOptions Overdue = new() { Reason = "overdue" };

    private static readonly SetBasedTransitionOptions Skipping = new() { Reason = "overdue", InvalidRows = InvalidRowBehavior.Skip };

    [Fact]
    public async Task An_untranslatable_guard_is_rejected_by_its_code_and_nothing_is_sent()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("hashed", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .PermitIf<Ticket>(Open, Opened, ticket => ticket.Title.GetHashCode(StringComparison.Ordinal) == 7, "title.hashed")
                .PermitIf<Ticket>(Open, Closed, ticket => ticket.Priority > 5, "priority.high");
            t.Terminal(Opened, Resolved, Closed);
            t.AllowUnreachable();
        });
        await using var app = await TestApplication.CreateAsync(database, Along(flow), blocks: Alone);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        foreach (var options in (SetBasedTransitionOptions[])[Overdue, Skipping])
        {
            var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Open, options));

            Assert.Equal("transition.guard-without-sql", violation.Code);
            Assert.Contains("title.hashed", violation.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("priority.high", violation.Message, StringComparison.Ordinal);
        }

        Assert.Empty(app.Sql.Commands);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task A_transition_that_requires_a_reason_is_rejected_without_one(string? reason)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Close, new SetBasedTransitionOptions { Reason = reason }));

        Assert.Equal("transition.reason-required", violation.Code);
        Assert.Contains("SetBasedTransitionOptions", violation.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task The_reason_of_ActingAs_is_used()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        using (db.ActingAs(Actor.User("ann"), "by ann", "call 7"))
        {
            await db.Tickets.ExecuteFireAsync(Close);
        }

        var row = (await app.RowsAsync<Ticket>(id))[^1];
        Assert.Equal(("by ann", "call 7"), (row.Reason, row.CorrelationId));
    }

    [Fact]
    public async Task A_missing_actor_is_rejected_when_one_is_required()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone, integrity: integrity => integrity.RequireActor());
        await using var db = app.Open();
        using (db.ActingAs(Actor.User("ann")))
        {
            db.Add(new Ticket());
            await db.SaveChangesAsync();
        }

        using (db.ActingAs(Actor.Unknown))
        {
            var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Open));

            Assert.Equal("actor.missing", violation.Code);
        }

        using (db.ActingAs(Actor.User("ann")))
        {
            Assert.Equal(1, (await db.Tickets.ExecuteFireAsync(Open)).Transitioned);
        }
    }

    [Fact]
    public async Task An_undecided_open_guard_is_rejected()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("open", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .PermitIf(Open, Opened, TransitionGuard.Open("one"))
                .PermitIf(Open, Closed, TransitionGuard.Open("other"));
            t.Terminal(Opened, Resolved, Closed);
            t.AllowUnreachable();
        });
        await using var app = await TestApplication.CreateAsync(database, Along(flow), blocks: Alone);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Open));
        var result = await db.Tickets.ExecuteTransitionToAsync(Opened);

        Assert.Equal("transition.undecided", violation.Code);
        Assert.Equal(1, result.Transitioned);
        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Triggers_and_states_of_other_types_throw()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await using var db = app.Open();

        var trigger = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tickets.ExecuteFireAsync("Close"));
        var state = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tickets.ExecuteTransitionToAsync(3));
        var plain = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Plains.ExecuteFireAsync(Close));

        Assert.Contains("triggers of type TicketTrigger, not string", trigger.Message, StringComparison.Ordinal);
        Assert.Contains("is a TicketStatus, not a int", state.Message, StringComparison.Ordinal);
        Assert.Contains("Plain declares no transitions", plain.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((IQueryable<Ticket>)null!).ExecuteFireAsync(Close));
        await Assert.ThrowsAsync<ArgumentNullException>(() => db.Tickets.ExecuteFireAsync<Ticket, string>(null!));
    }

    [Fact]
    public async Task An_unknown_trigger_or_state_throws_instead_of_skipping_rows()
    {
        var words = TransitionTable.Create<TicketStatus, string>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit("open", Opened).Ignore("look");
            t.AllowUnreachable().Terminal(Opened, Closed);
        });
        await using var app = await TestApplication.CreateAsync(
            database, blocks: Alone, options: options => options.UseTransitions(t => t.WithTable(words)));
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var skip = new SetBasedTransitionOptions { InvalidRows = InvalidRowBehavior.Skip };

        var trigger = await Assert.ThrowsAsync<ArgumentException>(() => db.Tickets.ExecuteFireAsync("opne", skip));
        var state = await Assert.ThrowsAsync<ArgumentException>(() => db.Tickets.ExecuteTransitionToAsync(Resolved, skip));
        var ignored = await db.Tickets.ExecuteFireAsync("look", skip);

        Assert.Equal("trigger", trigger.ParamName);
        Assert.StartsWith("The table 'ticket' of Ticket.Status has no such trigger. Triggers: open.", trigger.Message, StringComparison.Ordinal);
        Assert.Equal("state", state.ParamName);
        Assert.StartsWith("The table 'ticket' of Ticket.Status has no such state. States: New, Opened, Closed.", state.Message, StringComparison.Ordinal);
        Assert.Equal(1, ignored.Ignored);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_query_that_does_not_return_entities_of_a_context_is_an_error()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tickets.Select(t => new Ticket { Id = t.Id }).ExecuteFireAsync(Assign));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Tickets.Where(t => t.GetHashCode() == 3).ExecuteFireAsync(Assign));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new List<Ticket>().AsQueryable().ExecuteFireAsync(Assign));

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData(EnforcementMode.Enforce)]
    [InlineData(EnforcementMode.Observe)]
    public async Task The_table_is_enforced_even_in_observe_mode(EnforcementMode mode)
    {
        await using var app = await TestApplication.CreateAsync(
            database, blocks: options => options.UseTransitions(t => _ = mode == EnforcementMode.Observe ? t.Observe() : t.Enforce()));
        var fresh = (await app.TicketInAsync(New)).Id;
        var opened = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Tickets.ExecuteFireAsync(Close, Overdue));
        var result = await db.Tickets.ExecuteFireAsync(Close, Skipping);

        Assert.Equal("transition.some-not-permitted", violation.Code);
        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), result);
        Assert.Equal("New", await app.StatesAsync(fresh));
        Assert.Equal("New Opened Closed", await app.StatesAsync(opened));
    }

    [Fact]
    public async Task In_off_mode_rows_transition_without_history()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: options => options.UseTransitions(t => t.Off()).UseVersioning());
        var low = await app.SaveAsync(new Ticket { Status = Opened });
        var high = await app.SaveAsync(new Ticket { Status = Opened, Priority = 9 });
        await using var db = app.Open();

        var result = await db.Tickets.ExecuteFireAsync(Resolve, Skipping);

        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), result);
        var rows = await db.Tickets.OrderBy(x => x.Id).ToListAsync();
        Assert.Equal([(low.Id, Resolved, 2), (high.Id, Opened, 1)], rows.Select(x => (x.Id, x.Status, x.Version)));
        Assert.Empty(await db.TransitionsOf<Ticket>().ToListAsync());
    }

    private static DeskModel Along(TransitionTable<TicketStatus, TicketTrigger> flow)
        => DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, flow));
}

public sealed class SetBasedTransitionPreconditionsSqliteTests(SqliteDatabase database) : SetBasedTransitionPreconditionsTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionPreconditionsPostgresTests(PostgresDatabase database) : SetBasedTransitionPreconditionsTests<PostgresDatabase>(database);

public sealed class SetBasedTransitionPreconditionsSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedTransitionPreconditionsTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedTransitionPreconditionsPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedTransitionPreconditionsTests<PostgresSharedHistoryDatabase>(database);
