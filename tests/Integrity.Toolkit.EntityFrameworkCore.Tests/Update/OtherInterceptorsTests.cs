using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Tests.Update;

public abstract class OtherInterceptorsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    [Fact]
    public async Task A_save_suppressed_by_another_interceptor_leaves_the_entities_unchanged()
    {
        var suppressor = new Suppressor();
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(suppressor));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);

        suppressor.Active = true;
        var rows = await db.SaveChangesAsync();
        var phantoms = db.ChangeTracker.Entries<TransitionRecord>().Count();
        var version = ticket.Version;
        suppressor.Active = false;
        await db.SaveChangesAsync();

        Assert.Equal((42, 0, 1), (rows, phantoms, version));
        Assert.Equal(2, ticket.Version);
        Assert.Equal(2, await db.Entry(ticket).Transitions().CountAsync());
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task An_interceptor_that_throws_after_the_stages_does_not_affect_the_next_save()
    {
        var thrower = new Thrower();
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(thrower));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);

        thrower.Active = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        thrower.Active = false;
        await db.SaveChangesAsync();

        Assert.Equal(2, ticket.Version);
        Assert.Single(app.Committed);
    }

    [Fact]
    public async Task Changes_made_in_the_SavingChanges_event_are_processed()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.SavingChanges += (_, _) => ticket.Title = "early";

        await db.SaveChangesAsync();

        Assert.Equal(("early", 2), (ticket.Title, ticket.Version));
    }

    [Fact]
    public async Task A_late_change_by_another_interceptor_increments_the_version()
    {
        await using var app = await TestApplication.CreateAsync(
            database, options: o => o.AddInterceptors(new Late(db => db.Tickets.Local.Single().Title = "late")));
        await app.SaveAsync(new Plain());
        await SeedAsync(app);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        await db.SaveChangesAsync();

        await using var later = app.Open();
        Assert.Equal(("late", 2), (ticket.Title, (await later.Tickets.AsNoTracking().SingleAsync()).Version));
    }

    [Fact]
    public async Task A_late_delete_by_another_interceptor_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(
            database, options: o => o.AddInterceptors(new Late(db => db.Remove(db.Tickets.Local.Single()))));
        await SeedAsync(app);
        await using var db = app.Open();
        await db.Tickets.SingleAsync();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("soft-delete.late", Assert.Single(refused.Violations).Code);
        Assert.Single(await app.Open().Tickets.ToListAsync());
    }

    [Fact]
    public async Task A_late_transition_by_another_interceptor_is_rejected()
    {
        await using var app = await TestApplication.CreateAsync(database, options: o => o.AddInterceptors(
            new Late(db => db.Tickets.Local.Single().Status = TicketStatus.Opened)));
        await SeedAsync(app);
        await using var db = app.Open();
        await db.Tickets.SingleAsync();

        var refused = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("transition.late", Assert.Single(refused.Violations).Code);
        Assert.Equal(TicketStatus.New, (await app.Open().Tickets.SingleAsync()).Status);
    }

    private static async Task SeedAsync(TestApplication app)
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        options.UseSoftDelete().UseVersioning().UseTransitions();
        await using var db = new DeskContext(options.Options);
        db.Add(new Ticket());
        await db.SaveChangesAsync();
    }

    private sealed class Suppressor : SaveChangesInterceptor
    {
        public bool Active { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(Active ? InterceptionResult<int>.SuppressWithResult(42) : result);
    }

    private sealed class Thrower : SaveChangesInterceptor
    {
        public bool Active { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => Active ? throw Broken : ValueTask.FromResult(result);
    }

    private sealed class Late(Action<DeskContext> act) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (((DeskContext)eventData.Context!).Tickets.Local.Count > 0)
            {
                act((DeskContext)eventData.Context!);
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class OtherInterceptorsSqliteTests(SqliteDatabase database) : OtherInterceptorsTests<SqliteDatabase>(database);

public sealed class OtherInterceptorsPostgresTests(PostgresDatabase database) : OtherInterceptorsTests<PostgresDatabase>(database);
