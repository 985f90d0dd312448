using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Reads histories in separate contexts.</summary>
internal static class HistoryQueries
{
    /// <summary>Enables transitions only.</summary>
    public static void Alone(DbContextOptionsBuilder options) => options.UseTransitions();

    /// <summary>Saves a ticket and fires triggers until it has the state.</summary>
    public static async Task<Ticket> TicketInAsync(this TestApplication app, TicketStatus status, int priority = 0)
    {
        await using var db = app.Open();
        var ticket = new Ticket { Priority = priority };
        db.Add(ticket);
        if (app.KeepsLedger)
        {
            await db.SaveChangesAsync();
        }

        TicketTrigger[] way = status switch
        {
            TicketStatus.New => [],
            TicketStatus.Opened => [TicketTrigger.Open],
            TicketStatus.Resolved => [TicketTrigger.Open, TicketTrigger.Resolve],
            _ => [TicketTrigger.Open, TicketTrigger.Close],
        };
        foreach (var trigger in way)
        {
            db.Entry(ticket).Fire(trigger, "on its way");
        }

        await db.SaveChangesAsync();
        app.Sql.Commands.Clear();
        app.Committed.Clear();
        return ticket;
    }

    public static async Task<List<TransitionRecord>> RowsAsync<TEntity>(this TestApplication app, params object[] key)
        where TEntity : class
    {
        await using var db = app.Open();
        var entity = await db.Set<TEntity>().FindAsync(key) ?? throw new InvalidOperationException("The row is gone.");
        return await db.Entry(entity).Transitions().ToListAsync();
    }

    /// <summary>Deletes the history, as if the tickets were older.</summary>
    public static async Task ForgetTicketHistoryAsync(this TestApplication app, DbContext db)
    {
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"@\"".Replace("@", app.TicketHistory, StringComparison.Ordinal));
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "StatusSequence" = NULL""");
    }

    /// <summary>Returns the states in the order of the history, such as "New Opened". Fails if the chain is broken.</summary>
    public static async Task<string> StatesAsync(this TestApplication app, int id)
    {
        await using var db = app.Open();
        var ticket = await db.Tickets.WithDeleted().SingleAsync(x => x.Id == id);
        var rows = await db.Entry(ticket).Transitions().ToListAsync();
        AssertUnbroken(rows, ticket.Status.ToString());
        Assert.Equal(rows[^1].Sequence, db.Entry(ticket).Property<int?>("StatusSequence").CurrentValue);
        return string.Join(' ', rows.Select(row => row.ToState));
    }

    public static void AssertUnbroken(IReadOnlyList<TransitionRecord> rows, string status)
    {
        Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(row => row.Sequence));
        Assert.Null(rows[0].FromState);
        Assert.Equal(rows.Select(row => row.ToState).SkipLast(1), rows.Skip(1).Select(row => row.FromState));
        Assert.Equal(status, rows[^1].ToState);
    }

    public static async Task<IntegrityViolation> RefusedAsync(Func<Task> save)
        => Assert.Single((await Assert.ThrowsAsync<IntegrityException>(save)).Violations);

    public static IntegrityViolation Refused(Action move) => Assert.Single(Assert.Throws<IntegrityException>(move).Violations);
}
