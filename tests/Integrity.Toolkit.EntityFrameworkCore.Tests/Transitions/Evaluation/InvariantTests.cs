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
    public async Task A_transition_into_a_state_with_an_unmet_invariant_is_rejected_before_any_SQL()
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
    public async Task Values_set_after_firing_are_evaluated()
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
    public async Task A_change_within_a_state_is_evaluated_and_all_violations_are_reported_together()
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
    public async Task The_invariants_of_a_state_that_was_left_are_not_evaluated()
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
    public async Task A_new_entity_is_evaluated_in_its_first_state()
    {
        await using var app = await CreateApplicationAsync();

        var violation = await RefusedAsync(() => app.SaveAsync(new Ticket { Priority = 9 }));

        Assert.Equal("ticket.new-priority", violation.Code);
        Assert.Equal(
            "Ticket.Status cannot be New: the condition 'ticket.new-priority' is not met. Correct Priority.", violation.Message);
    }

    [Fact]
    public async Task An_intermediate_state_within_one_save_is_not_evaluated()
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
    public async Task Owned_and_complex_values_are_evaluated()
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
    public async Task Observe_mode_permits_the_violation_and_logs_it_once()
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
    public async Task In_off_mode_nothing_is_evaluated()
    {
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasTransitions(x => x.Status, InvariantFlow.Table).Off()),
            blocks: Alone);

        await app.SaveAsync(new Ticket { Priority = 9 });

        Assert.Empty(app.Logs.Messages);
    }

    [Fact]
    public async Task Later_changes_by_another_interceptor_are_evaluated()
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
    public async Task A_condition_that_throws_is_reported_by_its_code()
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
