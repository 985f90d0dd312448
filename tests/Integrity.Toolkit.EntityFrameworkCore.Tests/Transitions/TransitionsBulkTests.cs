using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class TransitionsBulkTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData("update")]
    [InlineData("updateAsync")]
    [InlineData("delete")]
    [InlineData("deleteAsync")]
    public async Task A_set_based_statement_on_the_entity_is_always_rejected(string statement)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();

        for (var i = 0; i < 3; i++)
        {
            var violation = await RefusedAsync(() => RunAsync(db.Tickets, statement));
            Assert.Equal("bulk.refused", violation.Code);
        }

        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData("update", true)]
    [InlineData("updateAsync", true)]
    [InlineData("delete", false)]
    public async Task The_violation_for_a_set_based_status_update_names_the_alternative(string statement, bool named)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await using var db = app.Open();

        for (var i = 0; i < 2; i++)
        {
            var violation = await RefusedAsync(() => RunAsync(db.Tickets, statement));
            var shadow = await RefusedAsync(
                () => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(x => EF.Property<TicketStatus>(x, "Status"), x => x.Status)));
            var other = await RefusedAsync(() => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "other")));

            Assert.Equal(named, violation.Message.Contains("query.ExecuteFireAsync(trigger) or query.ExecuteTransitionToAsync(state)", StringComparison.Ordinal));
            Assert.Contains("query.ExecuteTransitionToAsync(state)", shadow.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("ExecuteTransitionTo", other.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("update")]
    [InlineData("updateAsync")]
    [InlineData("delete")]
    [InlineData("deleteAsync")]
    public async Task A_set_based_statement_on_the_history_is_always_rejected(string statement)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();

        for (var i = 0; i < 3; i++)
        {
            var violation = await RefusedAsync(() => RunAsync(db.TransitionsOf<Ticket>(), statement));
            Assert.Equal("bulk.refused", violation.Code);
        }

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData("update")]
    [InlineData("updateAsync")]
    [InlineData("delete")]
    [InlineData("deleteAsync")]
    public async Task A_statement_through_a_filter_a_projection_or_an_entry_is_rejected_too(string statement)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await RefusedAsync(() => RunAsync(db.Tickets.Where(x => x.Id == id).Select(x => x), statement));
        await RefusedAsync(() => RunAsync(db.Entry(ticket).Transitions(), statement));

        Assert.Equal("New Opened", await app.StatesAsync(id));
    }

    [Theory]
    [InlineData("update")]
    [InlineData("updateAsync")]
    [InlineData("delete")]
    [InlineData("deleteAsync")]
    public async Task A_statement_with_BypassIntegrity_is_permitted(string statement)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();

        var rows = await RunAsync(db.TransitionsOf<Ticket>().BypassIntegrity(), statement);
        var tickets = await RunAsync(db.Tickets.BypassIntegrity(), statement);

        Assert.Equal((2, 1), (rows, tickets));
    }

    private static async Task<int> RunAsync(IQueryable<Ticket> query, string statement) => statement switch
    {
        "update" => query.ExecuteUpdate(set => set.SetProperty(x => x.Status, Closed)),
        "updateAsync" => await query.ExecuteUpdateAsync(set => set.SetProperty(x => x.Status, Closed)),
        "delete" => query.ExecuteDelete(),
        _ => await query.ExecuteDeleteAsync(),
    };

    private static async Task<int> RunAsync(IQueryable<TransitionRecord> query, string statement) => statement switch
    {
        "update" => query.ExecuteUpdate(set => set.SetProperty(x => x.Reason, "none")),
        "updateAsync" => await query.ExecuteUpdateAsync(set => set.SetProperty(x => x.Reason, "none")),
        "delete" => query.ExecuteDelete(),
        _ => await query.ExecuteDeleteAsync(),
    };
}

public sealed class TransitionsBulkSqliteTests(SqliteDatabase database) : TransitionsBulkTests<SqliteDatabase>(database);

public sealed class TransitionsBulkPostgresTests(PostgresDatabase database)
    : TransitionsBulkTests<PostgresDatabase>(database);
