using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Query filters that hide an entity also hide its history.</summary>
public abstract class HistoryFilterTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_follows_the_query_filter_of_its_entity(bool withSoftDelete)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 1);
        var foreign = await app.TicketInAsync(Resolved, priority: 2);
        await using var db = Tenant(app, 1, withSoftDelete);

        Assert.Equal(["New", "Opened"], await db.TransitionsOf<Ticket>().OrderBy(x => x.Sequence).Select(x => x.ToState).ToListAsync());
        Assert.Empty(await db.HistoryOf<Ticket>(foreign.Id).Rows.ToListAsync());
        Assert.Null(await db.HistoryOf<Ticket>(foreign.Id).LastEntryAsync(Resolved));
        Assert.Empty(await db.Entry(db.Attach(new Ticket { Id = foreign.Id }).Entity).Transitions().ToListAsync());
    }

    [Fact]
    public async Task The_filter_uses_the_querying_context()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 1);
        await app.TicketInAsync(Resolved, priority: 2);
        await using var first = Tenant(app, 1);
        await using var second = Tenant(app, 2);

        var (one, two) = (await first.TransitionsOf<Ticket>().CountAsync(), await second.TransitionsOf<Ticket>().CountAsync());

        Assert.Equal((2, 3), (one, two));
    }

    [Fact]
    public async Task The_history_of_a_deleted_entity_of_the_same_tenant_is_visible()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 1);
        await app.TicketInAsync(Resolved, priority: 2);
        await using (var all = app.Open())
        {
            all.RemoveRange(await all.Tickets.ToListAsync());
            await all.SaveChangesAsync();
        }

        await using var db = Tenant(app, 1);

        Assert.Equal(2, await db.TransitionsOf<Ticket>().CountAsync());
        Assert.Empty(await db.Tickets.ToListAsync());
        Assert.Single(await db.Tickets.WithDeleted().ToListAsync());
    }

    [Fact]
    public async Task Ignoring_the_query_filters_returns_everything()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 1);
        await app.TicketInAsync(Resolved, priority: 2);
        await using var db = Tenant(app, 1);

        Assert.Equal(5, await db.TransitionsOf<Ticket>().IgnoreQueryFilters().CountAsync());
        Assert.Equal(5, (await db.CheckHistoryAsync<Ticket>()).Rows);
    }

    [Fact]
    public async Task Without_a_query_filter_the_entity_table_is_not_queried()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        app.Sql.Commands.Clear();

        await db.TransitionsOf<Ticket>().CountAsync();

        Assert.DoesNotContain("\"Tickets\"", Assert.Single(app.Sql.Commands), StringComparison.Ordinal);
    }

    private static TenantContext Tenant(TestApplication app, int tenant, bool withSoftDelete = true)
    {
        var options = new DbContextOptionsBuilder<TenantContext>();
        app.Configure(options, blocks =>
        {
            blocks.UseTransitions();
            if (withSoftDelete)
            {
                blocks.UseSoftDelete();
            }
        });
        return new TenantContext(options.Options) { Tenant = tenant };
    }
}

public sealed class HistoryFilterSqliteTests(SqliteDatabase database) : HistoryFilterTests<SqliteDatabase>(database);

public sealed class HistoryFilterPostgresTests(PostgresDatabase database) : HistoryFilterTests<PostgresDatabase>(database);
