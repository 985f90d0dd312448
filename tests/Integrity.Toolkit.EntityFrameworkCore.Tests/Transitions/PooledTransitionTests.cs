using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.Events;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using PooledContext = Integrity.Toolkit.Tests.Desk.PooledContext;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>A context is returned to its pool during its work.</summary>
public abstract class PooledTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private readonly EventRecorder _events = new();

    [Theory]
    [InlineData("fired", "")]
    [InlineData("saved and not accepted", "committed")]
    [InlineData("saved in a transaction", "discarded")]
    [InlineData("saved and not accepted in a transaction", "discarded")]
    [InlineData("failed", "discarded")]
    public async Task The_next_use_of_a_pooled_context_sees_no_leftovers(string left, string told)
    {
        await using var app = await AppAsync();
        var (seen, id) = (new HashSet<DbContext>(), 0);
        await using (var scope = app.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            var ticket = new Ticket();
            db.Add(ticket);
            await db.SaveChangesAsync();
            db.Entry(ticket).Fire(Open);
            await db.SaveChangesAsync();
            (seen, id) = ([db], ticket.Id);
            _events.Calls.Clear();
        }

        Ticket mine;
        await using (var scope = app.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            mine = await db.Tickets.SingleAsync();
            db.ActingAs(Actor.User("left over"), "left over");
            if (left.EndsWith("transaction", StringComparison.Ordinal))
            {
                await db.Database.BeginTransactionAsync();
            }

            db.Entry(mine).Fire(Resolve);
            if (left == "failed")
            {
                _events.Recording = _ => throw new InvalidTimeZoneException("broken on purpose");
                await Assert.ThrowsAsync<InvalidTimeZoneException>(() => db.SaveChangesAsync());
                _events.Recording = null;
            }
            else if (left != "fired")
            {
                await db.SaveChangesAsync(acceptAllChangesOnSuccess: !left.Contains("not accepted", StringComparison.Ordinal));
            }

            seen.Add(db);
        }

        Assert.Equal(told.Length == 0 ? 0 : 2, _events.Calls.Count);
        Assert.StartsWith(told, _events.Calls.LastOrDefault() ?? "", StringComparison.Ordinal);
        _events.Calls.Clear();
        await using (var scope = app.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PooledContext>();
            seen.Add(db);
            Assert.Empty(db.ChangeTracker.Entries());
            Assert.Null(db.Database.CurrentTransaction);
            Assert.Null(SaveTracker.Find(db)!.Current);
            Assert.Null(ContextState.Of(db).FindMemory<TransitionTracker>());
            Assert.Equal(0, await db.SaveChangesAsync());
            var stored = await db.Tickets.AsNoTracking().Select(x => x.Status).SingleAsync();
            Assert.Equal(told == "committed" ? Resolved : Opened, stored);
            mine.Title = "by the next";
            mine.Version = await db.Tickets.Select(x => x.Version).SingleAsync();
            mine.Status = stored;
            db.Update(mine);
            await db.SaveChangesAsync();
            db.Entry(mine).Fire(Close, "enough");
            await db.SaveChangesAsync();
        }

        Assert.Single(seen);
        await using var last = app.CreateAsyncScope();
        var reader = last.ServiceProvider.GetRequiredService<PooledContext>();
        var rows = await reader.Entry(await reader.Tickets.SingleAsync(x => x.Id == id)).Transitions().ToListAsync();
        HistoryQueries.AssertUnbroken(rows, "Closed");
        Assert.Equal(told == "committed" ? 4 : 3, rows.Count);
        Assert.Equal((ActorKind.Unknown, "enough"), (rows[^1].ActorKind, rows[^1].Reason));
        Assert.Equal(
            [$"recording Ticket {id} #{rows.Count - 1} {rows[^1].FromState}>Closed", $"committed Ticket {id} #{rows.Count - 1} {rows[^1].FromState}>Closed"],
            _events.Calls);
    }

    private async Task<ServiceProvider> AppAsync()
    {
        var connect = await database.CreateAsync();
        var services = new ServiceCollection();
        services.AddSingleton(_events);
        services.AddDbContextPool<PooledContext>(
            options =>
            {
                connect(options);
                options.UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning();
            },
            poolSize: 1);
        services.AddIntegrity<PooledContext>(_ => { });
        var app = services.BuildServiceProvider(validateScopes: true);
        await using var scope = app.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PooledContext>().Database.EnsureCreatedAsync();
        return app;
    }
}

public sealed class PooledTransitionSqliteTests(SqliteDatabase database) : PooledTransitionTests<SqliteDatabase>(database);

public sealed class PooledTransitionPostgresTests(PostgresDatabase database) : PooledTransitionTests<PostgresDatabase>(database);
