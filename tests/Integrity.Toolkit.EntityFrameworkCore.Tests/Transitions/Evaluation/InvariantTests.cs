using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

/// <summary>The invariants of a state are evaluated for all entities that a save writes.</summary>
public abstract class InvariantTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_move_into_a_state_whose_invariant_does_not_hold_is_refused_before_any_SQL()
    {
        await using var app = await CreateApplicationAsync();
        await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        ticket.Priority = 1;

        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("ticket.code", "Ticket", "Status"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal("Ticket.Status cannot be Resolved: a resolved ticket has a code. Correct Code.", violation.Message);
        Assert.Equal([ticket.Id], [.. violation.Key]);
        Assert.Equal("Resolved", violation.Arguments["state"]);
        Assert.Equal(["a resolved ticket has a code"], Assert.IsType<IEnumerable<string>>(violation.Arguments["reasons"], exactMatch: false));
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task Values_that_are_set_after_the_trigger_was_fired_count()
    {
        await using var app = await CreateApplicationAsync();
        var id = await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        (ticket.Code, ticket.Priority) = ("c", 1);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_change_within_a_state_is_judged_and_all_that_does_not_hold_is_said_at_once()
    {
        await using var app = await CreateApplicationAsync();
        var id = await ResolvedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        (ticket.Code, ticket.Priority) = (null, 0);
        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["ticket.code", "ticket.priority"], [.. failure.Violations.Select(x => x.Code)]);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_state_that_is_left_demands_nothing_any_more()
    {
        await using var app = await CreateApplicationAsync();
        var id = await ResolvedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Code = null;
        db.Entry(ticket).Fire(TicketTrigger.Reopen);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved Opened", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_new_entity_is_judged_in_its_first_state()
    {
        await using var app = await CreateApplicationAsync();

        var violation = await RefusedAsync(() => app.SaveAsync(new Ticket { Priority = 9 }));

        Assert.Equal("ticket.new-priority", violation.Code);
        Assert.Equal(
            "Ticket.Status cannot be New: the condition 'ticket.new-priority' is not met. Correct Priority.", violation.Message);
    }

    [Fact]
    public async Task A_state_in_between_is_not_judged_for_it_is_not_written()
    {
        await using var app = await CreateApplicationAsync();
        var id = await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        db.Entry(ticket).Fire(TicketTrigger.Close);
        await db.SaveChangesAsync();

        Assert.Equal("New Opened Resolved Closed", await app.StatesAsync(id));
    }

    [Fact]
    public async Task What_an_entity_owns_is_part_of_it()
    {
        await using var app = await CreateApplicationAsync();
        await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        ticket.Address.City = "nowhere";
        var owned = await RefusedAsync(() => db.SaveChangesAsync());
        ticket.Address.City = "Ulm";
        ticket.Budget.Amount = 0;
        var complex = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("ticket.place", "ticket.place"), (owned.Code, complex.Code));
    }

    [Fact]
    public async Task Observing_lets_it_through_and_says_so_once()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, InvariantFlow.Table).Observe()),
            options: o => o.AddInterceptors(new Late()),
            blocks: Alone);

        var id = (await app.SaveAsync(new Ticket { Priority = 9 })).Id;

        Assert.Single(app.Logs.Messages, x => x.Text.Contains("ticket.new-priority", StringComparison.Ordinal));
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Switched_off_nothing_is_judged()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, InvariantFlow.Table).Off()),
            blocks: Alone);

        await app.SaveAsync(new Ticket { Priority = 9 });

        Assert.Empty(app.Logs.Messages);
    }

    [Fact]
    public async Task What_another_interceptor_changes_afterwards_is_judged_as_it_will_be_written()
    {
        var late = new Late();
        await using var app = await TestApplication.CreateAsync(
            database, InvariantFlow.InMemory, options: o => o.AddInterceptors(late), blocks: Alone);
        await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "another";

        late.Action = () => ticket.Budget.Amount = 0;
        var changed = await RefusedAsync(() => db.SaveChangesAsync());
        ticket.Budget.Amount = 1;
        late.Action = () => ticket.Address.City = "nowhere";
        var owned = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal(("ticket.place", "ticket.place"), (changed.Code, owned.Code));
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_condition_that_fails_is_told_by_its_code()
    {
        var table = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Terminal(New).Invariant<Ticket>(New, x => x.Code!.Length > 0, "ticket.broken"));
        await using var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, table)), blocks: Alone);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SaveAsync(new Ticket()));

        Assert.Contains("invariant 'ticket.broken' of Ticket.Status failed", failure.Message, StringComparison.Ordinal);
        Assert.IsType<NullReferenceException>(failure.InnerException);
    }

    private static async Task<int> OpenedAsync(TestApplication app)
    {
        var ticket = await app.TicketInAsync(Opened);
        return ticket.Id;
    }

    private static async Task<int> ResolvedAsync(TestApplication app)
    {
        var id = await OpenedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        (ticket.Status, ticket.Code, ticket.Priority) = (Resolved, "c", 1);
        await db.SaveChangesAsync();
        return id;
    }

    private Task<TestApplication> CreateApplicationAsync() => TestApplication.CreateAsync(database, InvariantFlow.InMemory, blocks: Alone);

    private sealed class Late : SaveChangesInterceptor
    {
        public Action? Action { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Action?.Invoke();
            Action = null;
            eventData.Context!.ChangeTracker.DetectChanges();
            return ValueTask.FromResult(result);
        }
    }
}

public sealed class InvariantSqliteTests(SqliteDatabase database) : InvariantTests<SqliteDatabase>(database);

public sealed class InvariantPostgresTests(PostgresDatabase database) : InvariantTests<PostgresDatabase>(database);
