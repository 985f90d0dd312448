using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The history is complete and correct after random operations.</summary>
public abstract class RandomTransitionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const int Steps = 64;

    private static readonly TransitionTable<TicketStatus, TicketTrigger> Circle =
        TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(TicketTrigger.Open, Opened);
            t.Configure(Opened).Permit(TicketTrigger.Resolve, Resolved).PermitReentry(TicketTrigger.Assign);
            t.Configure(Resolved).Permit(TicketTrigger.Reopen, Opened).Permit(TicketTrigger.Close, Closed);
            t.Configure(Closed).Permit(TicketTrigger.Reopen, Opened);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_random_transitions_the_history_is_complete_and_matches_the_saved_transitions(int seed)
    {
        await using var app = await TestApplication.CreateAsync(
            database, blocks: HistoryQueries.Alone, options: o => o.UseTransitions(t => t.WithTable(Circle)));
        var id = (await app.SaveAsync(new Ticket())).Id;
        var random = new Random(seed);
        var expected = new List<string> { "New" };
        var db = app.Open();

        for (var step = 0; step < Steps; step++)
        {
            var ticket = await db.Tickets.SingleAsync();
            var moved = Move(random, db, ticket);
            expected.AddRange(await SaveAsync(random, app, db) ? moved : []);
            if (ticket.Status.ToString() != expected[^1] || random.Next(3) == 0)
            {
                await db.DisposeAsync();
                db = app.Open();
            }
        }

        await db.DisposeAsync();
        Assert.Equal(string.Join(' ', expected), await app.StatesAsync(id));
        Assert.InRange(expected.Count, 10, 2 * Steps);
    }

    /// <summary>
    /// Executes one or two transitions, fired or assigned, permitted or not, and returns the states that a save would add.
    /// </summary>
    private static List<string> Move(Random random, DeskContext db, Ticket ticket)
    {
        var moved = new List<string>();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            if (random.Next(4) > 0)
            {
                var trigger = (TicketTrigger)random.Next(5);
                if (db.Entry(ticket).TryFire(trigger).IsAllowed)
                {
                    moved.Add(ticket.Status.ToString());
                }
            }
            else if (moved.Count == 0 && i == 1)
            {
                var before = ticket.Status;
                ticket.Status = (TicketStatus)random.Next(4);
                moved.AddRange(ticket.Status == before ? [] : [ticket.Status.ToString()]);
            }
        }

        return moved;
    }

    /// <summary>Saves in one of many ways, and returns whether the save succeeded.</summary>
    private static async Task<bool> SaveAsync(Random random, TestApplication app, DeskContext db)
    {
        var way = random.Next(6);
        await using var transaction = way is 2 or 3 or 5 ? await db.Database.BeginTransactionAsync() : null;
        try
        {
            app.Sql.FailNextWrite = way == 1 ? new InvalidOperationException("The database is out of order.") : null;
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: way != 4);
        }
        catch (Exception failure) when (failure is IntegrityException or DbUpdateException)
        {
            app.Sql.FailNextWrite = null;
            if (failure is IntegrityException || random.Next(2) == 0)
            {
                db.ChangeTracker.Clear();
                return false;
            }

            await db.SaveChangesAsync();
        }

        app.Sql.FailNextWrite = null;
        if (way == 4)
        {
            db.ChangeTracker.AcceptAllChanges();
        }

        if (way == 3)
        {
            await transaction!.RollbackAsync();
            await db.Entry(await db.Tickets.SingleAsync()).ReloadAsync();
            return false;
        }

        await (transaction?.CommitAsync() ?? Task.CompletedTask);
        return true;
    }
}

public sealed class RandomTransitionSqliteTests(SqliteDatabase database) : RandomTransitionTests<SqliteDatabase>(database);

public sealed class RandomTransitionPostgresTests(PostgresDatabase database) : RandomTransitionTests<PostgresDatabase>(database);

public sealed class RandomTransitionSqliteLedgerTests(SqliteLedgerDatabase database) : RandomTransitionTests<SqliteLedgerDatabase>(database);

public sealed class RandomTransitionPostgresLedgerTests(PostgresLedgerDatabase database) : RandomTransitionTests<PostgresLedgerDatabase>(database);

public sealed class RandomTransitionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : RandomTransitionTests<SqliteSharedHistoryDatabase>(database);

public sealed class RandomTransitionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : RandomTransitionTests<PostgresSharedHistoryDatabase>(database);
