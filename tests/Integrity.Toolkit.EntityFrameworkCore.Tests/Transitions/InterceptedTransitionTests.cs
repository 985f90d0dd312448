using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Another interceptor changes a status after the toolkit has processed the save.</summary>
public abstract class InterceptedTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task A_late_transition_of_an_entity_without_one_is_rejected()
    {
        var late = new Late();
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone, options: o => o.AddInterceptors(late));
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        ticket.Title = "another";

        late.Action = () => db.Entry(ticket).Property(x => x.Status).CurrentValue = Opened;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.late", violation.Code);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_late_transition_of_an_entity_that_already_has_one_is_rejected()
    {
        var late = new Late();
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone, options: o => o.AddInterceptors(late));
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        late.Action = () => db.Entry(ticket).Property(x => x.Status).CurrentValue = Closed;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.late", violation.Code);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_late_insert_is_rejected()
    {
        var late = new Late();
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone, options: o => o.AddInterceptors(late));
        await using var db = app.Open();
        db.Add(new Plain());

        late.Action = () => db.Add(new Ticket());
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.late", violation.Code);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task A_late_change_of_another_column_is_saved()
    {
        var late = new Late();
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone, options: o => o.AddInterceptors(late));
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        late.Action = () => ticket.Title = "another";
        await db.SaveChangesAsync();

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    private sealed class Late : SaveChangesInterceptor
    {
        public Action? Action { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Action?.Invoke();
            Action = null;
            return ValueTask.FromResult(result);
        }
    }
}

public sealed class InterceptedTransitionSqliteTests(SqliteDatabase database) : InterceptedTransitionTests<SqliteDatabase>(database);

public sealed class InterceptedTransitionPostgresTests(PostgresDatabase database)
    : InterceptedTransitionTests<PostgresDatabase>(database);

public sealed class InterceptedTransitionSqliteLedgerTests(SqliteLedgerDatabase database) : InterceptedTransitionTests<SqliteLedgerDatabase>(database);

public sealed class InterceptedTransitionPostgresLedgerTests(PostgresLedgerDatabase database) : InterceptedTransitionTests<PostgresLedgerDatabase>(database);
