using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>
/// A backfill with a concurrent writer that inserts history rows first, as SQL does with a ledger. SQLite permits only one
/// writer at a time.
/// </summary>
public sealed class BackfillConcurrencyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_batch_that_fails_with_a_deadlock_is_retried_and_the_rest_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await using var all = app.Open();
        all.AddRange(new Ticket(), new Ticket());
        await all.SaveChangesAsync();
        await all.Database.ExecuteSqlRawAsync("""DELETE FROM "TicketStatusHistory"; UPDATE "Tickets" SET "StatusSequence" = NULL""");
        await using var one = app.Open();
        await using var transaction = await one.Database.BeginTransactionAsync();
        await one.Database.ExecuteSqlRawAsync(
            """
            SET LOCAL deadlock_timeout = '1min';
            INSERT INTO "TicketStatusHistory"
                ("TicketId", "Sequence", "ToState", "Origin", "OffTable", "ActorKind", "OccurredAt", "TableHash")
            SELECT MIN("Id"), 0, 'New', 'Backfill', FALSE, 'Unknown', CURRENT_TIMESTAMP, '' FROM "Tickets"
            """);

        var backfilling = Task.Run(() => all.BackfillTransitionsAsync<Ticket>());
        await WaitingAsync(app);
        await one.Database.ExecuteSqlRawAsync(
            """UPDATE "Tickets" SET "StatusSequence" = 0 WHERE "Id" = (SELECT MIN("Id") FROM "Tickets")""");
        await transaction.CommitAsync();
        var backfill = await backfilling;

        Assert.Equal((1, 0), (backfill.Inserted, backfill.Skipped));
        var report = await all.CheckHistoryAsync<Ticket>();
        Assert.Equal((true, 2L, 0L), (report.IsValid, report.Entities, report.WithoutHistory));
    }

    private static async Task WaitingAsync(TestApplication app)
    {
        await using var db = app.Open();
        while (!await db.Database.SqlQueryRaw<bool>(
            """SELECT EXISTS (SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.datname = current_database() WHERE NOT l.granted AND (l.database = d.oid OR l.database IS NULL)) AS "Value" """)
            .SingleAsync())
        {
            await Task.Yield();
        }
    }
}
