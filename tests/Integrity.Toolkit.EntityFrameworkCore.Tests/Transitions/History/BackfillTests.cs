using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Rows that existed before their history.</summary>
public abstract class BackfillTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Versioned = DeskModel.With(model =>
    {
        model.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase();
        model.Entity<Ticket>().HasVersion().GuardInDatabase();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Each_row_gets_its_current_state_as_first_entry_exactly_once(int batchSize)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ids = await OldAsync(app, New, Opened, Closed);
        var moved = await app.TicketInAsync(Resolved);
        await using var db = app.Open();
        using var _ = db.ActingAsSystem("adoption", "go-live", "job-1");

        var first = await db.BackfillTransitionsAsync<Ticket>(batchSize);
        var second = await db.BackfillTransitionsAsync<Ticket>(batchSize);

        Assert.Equivalent((new HistoryBackfill(3, 0), new HistoryBackfill(0, 0)), (first, second));
        Assert.Equal("Closed", await app.StatesAsync(ids[2]));
        Assert.Equal("New Opened Resolved", await app.StatesAsync(moved.Id));
        var row = Assert.Single(await app.RowsAsync<Ticket>(ids[1]));
        Assert.Equal(
            (0, null, "Opened", null, TransitionOrigin.Backfill, false, ActorKind.System, "adoption", "go-live", "job-1", TestTime.Start),
            (row.Sequence, row.FromState, row.ToState, row.Trigger, row.Origin, row.OffTable, row.ActorKind, row.ActorId, row.Reason,
                row.CorrelationId, row.OccurredAt));
        Assert.Equal(TicketFlow.Table.Hash, row.TableHash);
        var report = await db.CheckHistoryAsync<Ticket>();
        Assert.Equal((true, 0), (report.IsValid, report.WithoutHistory));
        Assert.True((await db.CheckConformanceAsync<Ticket>()).IsValid);
    }

    [Fact]
    public async Task A_backfilled_row_can_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var id = (await OldAsync(app, Opened))[0];
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        await db.BackfillTransitionsAsync<Ticket>();

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal("Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task A_state_missing_from_the_table_is_skipped_and_counted()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        var ids = await OldAsync(app, Opened, New);
        await using var db = app.Open();
        await db.Database.ExecuteSqlAsync($"UPDATE \"Tickets\" SET \"Status\" = 'Lost' WHERE \"Id\" = {ids[1]}");

        var backfill = await db.BackfillTransitionsAsync<Ticket>();

        Assert.Equivalent(new HistoryBackfill(1, 1), backfill);
        Assert.Equal(1, await db.TransitionsOf<Ticket>().CountAsync());
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task Guards_of_status_and_version_permit_the_backfill()
    {
        await using var app = await TestApplication.CreateAsync(database, Versioned);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "StatusSequence" = NULL, "Version" = "Version" + 1""");
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("""DROP TRIGGER "itk_TicketStatusHistory_once_delete" """);
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "TicketStatusHistory" """);
        }
        else
        {
            await db.Database.ExecuteSqlRawAsync(
                """ALTER TABLE "TicketStatusHistory" DISABLE TRIGGER ALL; DELETE FROM "TicketStatusHistory"; ALTER TABLE "TicketStatusHistory" ENABLE TRIGGER ALL""");
        }

        var backfill = await db.BackfillTransitionsAsync<Ticket>();

        Assert.Equal(1, backfill.Inserted);
        Assert.Equal("New", await app.StatesAsync(id));
    }

    [Fact]
    public async Task Only_rows_of_the_type_are_backfilled_in_a_shared_table_with_composite_keys()
    {
        var model = DeskModel.With(desk =>
        {
            desk.Entity<Vehicle>().HasKey(x => new { x.Yard, x.Number });
            desk.Entity<Van>();
            desk.Entity<Truck>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete());
        });
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await using var db = app.Open();
        db.AddRange(
            new Truck { Yard = "a", Number = 1, Status = New },
            new Truck { Yard = "b", Number = 1, Status = New },
            new Van { Yard = "a", Number = 2 });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "TruckStatusHistory" WHERE "TruckYard" = 'b' """);
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Vehicle" SET "StatusSequence" = NULL WHERE "Yard" = 'b' """);

        var backfill = await db.BackfillTransitionsAsync<Truck>();

        Assert.Equivalent(new HistoryBackfill(1, 0), backfill);
        Assert.True((await db.CheckHistoryAsync<Truck>()).IsValid);
    }

    [Fact]
    public async Task With_concurrent_writers_each_history_starts_once()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await OldAsync(app, [.. Enumerable.Repeat(Opened, 30)]);

        async Task MoveAllAsync()
        {
            for (var i = 1; i <= 30; i++)
            {
                await using var db = app.Open();
                var ticket = await db.Tickets.OrderBy(x => x.Id).Skip(i - 1).FirstAsync();
                db.Entry(ticket).Fire(Resolve);
                try
                {
                    await db.SaveChangesAsync();
                }
                catch (IntegrityConflictException)
                {
                    // The backfill was first: the row now has a history, and the transition succeeds when it is retried.
                }
            }
        }

        async Task BackfillAsync()
        {
            await using var db = app.Open();
            await db.BackfillTransitionsAsync<Ticket>(batchSize: 3);
        }

        if (database is SqliteDatabase)
        {
            await BackfillAsync();
            await MoveAllAsync();
        }
        else
        {
            await Task.WhenAll(MoveAllAsync(), BackfillAsync());
        }

        await using var last = app.Open();
        await last.BackfillTransitionsAsync<Ticket>();
        var report = await last.CheckHistoryAsync<Ticket>();
        Assert.Empty(report.Inconsistencies);
        Assert.Equal((30, 0), (report.Entities, report.WithoutHistory));
    }

    /// <summary>Saves tickets without a history, like an import without the toolkit.</summary>
    protected static async Task<int[]> OldAsync(TestApplication app, params TicketStatus[] states)
    {
        await using var db = app.Open();
        var tickets = states.Select(_ => new Ticket()).ToList();
        db.AddRange(tickets);
        await db.SaveChangesAsync();
        foreach (var (ticket, state) in tickets.Zip(states))
        {
            await db.Database.ExecuteSqlAsync($"UPDATE \"Tickets\" SET \"Status\" = {state.ToString()}, \"StatusSequence\" = NULL WHERE \"Id\" = {ticket.Id}");
        }

        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"@\"".Replace("@", app.TicketHistory, StringComparison.Ordinal));
        app.Sql.Commands.Clear();
        return [.. tickets.Select(ticket => ticket.Id)];
    }

    public abstract class Vehicle
    {
        public string Yard { get; set; } = "";

        public int Number { get; set; }
    }

    public sealed class Van : Vehicle;

    public sealed class Truck : Vehicle
    {
        public TicketStatus Status { get; set; }
    }
}

public sealed class BackfillSqliteTests(SqliteDatabase database) : BackfillTests<SqliteDatabase>(database);

public sealed class BackfillPostgresTests(PostgresDatabase database) : BackfillTests<PostgresDatabase>(database)
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task A_writer_that_transitions_a_row_during_a_batch_waits_without_a_deadlock()
    {
        await using var app = await TestApplication.CreateAsync(_database, blocks: Alone);
        var ids = await OldAsync(app, Opened, Opened);
        await using var writer = app.Open();
        writer.Entry(await writer.Tickets.SingleAsync(x => x.Id == ids[0])).Fire(Resolve);
        Task? save = null;
        app.Sql.OnWrite = () =>
        {
            if (save is null && app.Sql.Commands[^1].StartsWith("UPDATE \"Tickets\" AS t", StringComparison.Ordinal))
            {
                save = Task.Run(() => writer.SaveChangesAsync());
                WaitUntilLocked(app, save);
            }
        };
        await using var db = app.Open();

        var backfill = await db.BackfillTransitionsAsync<Ticket>();
        await Assert.ThrowsAsync<IntegrityConflictException>(() => save!);

        Assert.Equivalent(new HistoryBackfill(2, 0), backfill);
        Assert.Equal(("Opened", "Opened"), (await app.StatesAsync(ids[0]), await app.StatesAsync(ids[1])));
    }

    [Fact]
    public async Task A_row_locked_by_a_writer_is_waited_for_and_left_to_the_writer()
    {
        await using var app = await TestApplication.CreateAsync(_database, blocks: Alone);
        var ids = await OldAsync(app, Opened, Opened);
        await using var writer = app.Open();
        await using var db = app.Open();
        var ticket = await writer.Tickets.SingleAsync(x => x.Id == ids[0]);
        Task<HistoryBackfill> backfill;
        await using (var transaction = await writer.Database.BeginTransactionAsync())
        {
            ticket.Title = "mine";
            await writer.SaveChangesAsync();
            backfill = Task.Run(() => db.BackfillTransitionsAsync<Ticket>());
            WaitUntilLocked(app, backfill);
            writer.Entry(ticket).Fire(Resolve);
            await writer.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equivalent(new HistoryBackfill(1, 0), await backfill);
        Assert.Equal(("Opened Resolved", "Opened"), (await app.StatesAsync(ids[0]), await app.StatesAsync(ids[1])));
    }

    private static void WaitUntilLocked(TestApplication app, Task save)
    {
        var options = new DbContextOptionsBuilder();
        app.Connect(options);
        using var db = new DbContext(options.Options);
        while (!save.IsCompleted && db.Database.SqlQueryRaw<int>(
            """SELECT COUNT(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""").Single() == 0)
        {
            Thread.Yield();
        }
    }
}

public sealed class BackfillSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : BackfillTests<SqliteSharedHistoryDatabase>(database);

public sealed class BackfillPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : BackfillTests<PostgresSharedHistoryDatabase>(database);
