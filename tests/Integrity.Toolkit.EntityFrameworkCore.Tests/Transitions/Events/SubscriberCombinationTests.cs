using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Hooks;
using Integrity.Toolkit.Tests.Transitions.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Events;

/// <summary>Subscribers in combination with hooks, observers, and other contexts.</summary>
public abstract class SubscriberCombinationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Databases.Database
{
    private readonly EventRecorder _events = new();

    private List<string> Calls => _events.Calls;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failing_after_commit_hooks_and_observers_do_not_prevent_subscriber_notification(bool async)
    {
        await using var app = await CreateApplicationAsync(
            h => h.AfterCommit(_ => throw new InvalidTimeZoneException("broken on purpose")),
            integrity => integrity.OnCommitted(_ => throw new InvalidTimeZoneException("broken on purpose")));
        await using var db = app.Open();
        db.Add(new Ticket { Id = 1 });

        await SaveModes.SaveAsync(db, async);

        Assert.Equal(["recording Ticket 1 #0 ->New", "committed Ticket 1 #0 ->New"], Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_hook_fails_after_the_save_the_transaction_decides_the_outcome(bool commit)
    {
        await using var app = await CreateApplicationAsync(h => h.AfterSave(_ => throw new InvalidTimeZoneException("broken on purpose")));
        await using var db = app.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Add(new Ticket { Id = 1 });
            await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
            await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        Assert.Equal(["recording Ticket 1 #0 ->New", $"{(commit ? "committed" : "discarded")} Ticket 1 #0 ->New"], Calls);
        Assert.Equal(commit ? 1 : 0, await db.TransitionsOf<Ticket>().CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transition_made_by_a_hook_in_the_same_save_is_published_once_with_the_others(bool self)
    {
        await using var app = await CreateApplicationAsync(h => h.BeforeUpdate(change =>
        {
            if (change.Entity.Status == Opened)
            {
                var other = self ? change.Entity : change.Context.Set<Ticket>().Local.Single(x => x.Id != change.Entity.Id);
                change.Context.Entry(other).Fire(self ? Resolve : Open);
            }
        }));
        var (one, two) = ((await app.TicketInAsync(New)).Id, (await app.TicketInAsync(New)).Id);
        await using var db = app.Open();
        var tickets = await db.Tickets.OrderBy(x => x.Id).ToListAsync();
        Calls.Clear();

        db.Entry(tickets[0]).Fire(Open);
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.Equal(["recording", "discarded"], Moments());
        Calls.Clear();
        await db.SaveChangesAsync();

        Assert.Equal(self ? ("New Opened Resolved", "New") : ("New Opened", "New Opened"), (await app.StatesAsync(one), await app.StatesAsync(two)));
        Assert.Equal(["recording", "committed"], Moments());
        Assert.Equal(Calls[0]["recording".Length..], Calls[1]["committed".Length..]);
        Assert.Equal(2, Calls[0].Split(',').Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transitions_saved_by_another_context_in_the_same_transaction_share_its_outcome(bool commit)
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        await using var other = app.Open();
        _events.Recording = recorded =>
        {
            if (recorded.Context == db)
            {
                Save(other, recorded.Context, new Ticket { Id = 2 });
            }
        };
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Add(new Ticket { Id = 1 });
            await db.SaveChangesAsync();
            await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        var how = commit ? "committed" : "discarded";
        Assert.Equal(
            ["recording Ticket 1 #0 ->New", "recording Ticket 2 #0 ->New", $"{how} Ticket 2 #0 ->New", $"{how} Ticket 1 #0 ->New"], Calls);
        await using var later = app.Open();
        Assert.Equal(commit ? 2 : 0, await later.TransitionsOf<Ticket>().CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_another_context_transitions_during_recording_is_a_conflict(bool within)
    {
        await using var app = await CreateApplicationAsync();
        var id = (await app.TicketInAsync(New)).Id;
        await using var db = app.Open();
        await using var other = app.Open();
        var (mine, yours) = (await db.Tickets.SingleAsync(), await other.Tickets.SingleAsync());
        Calls.Clear();
        _events.Recording = recorded =>
        {
            if (recorded.Context == db)
            {
                _events.Recording = null;
                other.Entry(yours).Fire(Open);
                Save(other, recorded.Context);
            }
        };
        await using var transaction = within ? await db.Database.BeginTransactionAsync() : null;
        db.Entry(mine).Fire(Open);
        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
        await (transaction?.CommitAsync() ?? Task.CompletedTask);

        Assert.Equal("New Opened", await app.StatesAsync(id));
        Assert.Equal(["recording", "recording", .. within ? (string[])["discarded", "committed"] : ["committed", "discarded"]], Moments());
        await db.Entry(mine).ReloadAsync();
        db.Entry(mine).Fire(Resolve);
        await db.SaveChangesAsync();
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    /// <summary>Saves on the connection of another context, in its transaction if there is one.</summary>
    private static void Save(DbContext other, DbContext context, params object[] added)
    {
        other.Database.SetDbConnection(context.Database.GetDbConnection());
        other.Database.UseTransaction(context.Database.CurrentTransaction?.GetDbTransaction());
        other.AddRange(added);
        other.SaveChanges();
        other.Database.UseTransaction(null);
    }

    private IEnumerable<string> Moments() => Calls.Select(call => call[..call.IndexOf(' ', StringComparison.Ordinal)]);

    private Task<TestApplication> CreateApplicationAsync(Action<InlineHooksBuilder<Ticket>>? hooks = null, Action<IntegrityBuilder>? integrity = null)
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Ticket>().HasHooks<Ticket>(h => hooks?.Invoke(h))),
            integrity: builder =>
            {
                builder.Services.AddSingleton(_events);
                integrity?.Invoke(builder);
            },
            blocks: blocks => blocks.UseHooks().UseTransitions(t => t.AddSubscriber<JournalSubscriber>()).UseSoftDelete().UseVersioning());
}

public sealed class SubscriberCombinationSqliteTests(SqliteDatabase database) : SubscriberCombinationTests<SqliteDatabase>(database);

public sealed class SubscriberCombinationPostgresTests(PostgresDatabase database) : SubscriberCombinationTests<PostgresDatabase>(database);

public sealed class SubscriberCombinationSqliteLedgerTests(SqliteLedgerDatabase database) : SubscriberCombinationTests<SqliteLedgerDatabase>(database);

public sealed class SubscriberCombinationPostgresLedgerTests(PostgresLedgerDatabase database)
    : SubscriberCombinationTests<PostgresLedgerDatabase>(database);
