using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Every kind of inconsistency that other programs can cause is found, with its position.</summary>
public abstract class HistoryCheckTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Model = DeskModel.With(model =>
    {
        model.Entity<Leaf>(leaf =>
        {
            leaf.HasKey(x => new { x.Book, x.Number });
            leaf.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete());
        });
    });

    [Fact]
    public async Task A_history_saved_by_the_toolkit_is_valid_for_every_kind_of_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, Model);
        foreach (var status in Enum.GetValues<TicketStatus>())
        {
            await app.TicketInAsync(status);
        }

        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Status == Resolved);
        db.Entry(ticket).Fire(Reopen);
        db.Entry(ticket).Fire(Assign);
        await db.SaveChangesAsync();
        db.Remove(ticket);
        await db.SaveChangesAsync();

        var report = await db.CheckHistoryAsync<Ticket>();

        Assert.Empty(report.Inconsistencies);
        Assert.True(report.IsValid && report.IsComplete);
        Assert.Equal(("Ticket", 4, 11, 0, 0, 0), (
            report.Entity, report.Entities, report.Rows, report.OffTable, report.WithoutHistory, report.Kept));
        Assert.Equal("Ticket: valid; 4 entities, 11 rows.", report.ToString());
    }

    [Theory]
    [InlineData("""UPDATE "Tickets" SET "Status" = 'Opened' WHERE "Id" = @""", "WrongState 2")]
    [InlineData("""UPDATE "Tickets" SET "StatusSequence" = 1 WHERE "Id" = @""", "EntityBehind 2")]
    [InlineData("""UPDATE "Tickets" SET "StatusSequence" = NULL WHERE "Id" = @""", "EntityBehind 2")]
    [InlineData("""UPDATE "Tickets" SET "StatusSequence" = 3 WHERE "Id" = @""", "EntityAhead 2")]
    [InlineData("""DELETE FROM "TicketStatusHistory" WHERE "TicketId" = @""", "NoHistory ")]
    [InlineData("""DELETE FROM "TicketStatusHistory" WHERE "TicketId" = @ AND "Sequence" = 0""", "NoInitialEntry 1")]
    [InlineData("""DELETE FROM "TicketStatusHistory" WHERE "TicketId" = @ AND "Sequence" = 1""", "Gap 2")]
    [InlineData("""DELETE FROM "TicketStatusHistory" WHERE "TicketId" = @ AND "Sequence" = 2""", "WrongState 1,EntityAhead 1")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "FromState" = 'Closed' WHERE "TicketId" = @ AND "Sequence" = 1""", "WrongStart 1")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "FromState" = NULL WHERE "TicketId" = @ AND "Sequence" = 1""", "WrongStart 1")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "FromState" = 'New' WHERE "TicketId" = @ AND "Sequence" = 0""", "WrongStart 0")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "ToState" = 'New' WHERE "TicketId" = @ AND "Sequence" = 1""", "WrongStart 2")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "Sequence" = 7 WHERE "TicketId" = @ AND "Sequence" = 2""", "Gap 7,EntityBehind 7")]
    [InlineData("""UPDATE "TicketStatusHistory" SET "Sequence" = -1 WHERE "TicketId" = @ AND "Sequence" = 0""", "NoInitialEntry -1,Gap 1")]
    [InlineData("""DELETE FROM "Tickets" WHERE "Id" = @""", "NoEntity 2")]
    public async Task An_inconsistency_is_found_and_neighboring_entries_are_not_reported(string damage, string found)
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        await app.TicketInAsync(Resolved);
        var id = (await app.TicketInAsync(Resolved)).Id;
        await app.TicketInAsync(Closed);
        await using var db = app.Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite()
            ? "PRAGMA foreign_keys = OFF"
            : """ALTER TABLE "TicketStatusHistory" DROP CONSTRAINT "FK_TicketStatusHistory_Tickets_TicketId" """);

        await db.Database.ExecuteSqlRawAsync(damage.Replace("@", $"{id}", StringComparison.Ordinal));
        var report = await db.CheckHistoryAsync<Ticket>();

        Assert.Equal(found, string.Join(',', report.Inconsistencies.Select(one => $"{one.Kind} {one.Sequence}")));
        Assert.All(report.Inconsistencies, one => Assert.Equal([id], one.Key));
        Assert.False(report.IsValid);
    }

    [Fact]
    public async Task Inconsistencies_with_composite_keys_and_numeric_states_are_found()
    {
        await using var app = await TestApplication.CreateAsync(database, Model, blocks: Alone);
        await app.SaveAsync(new Leaf { Book = "a", Number = 1 });
        await app.SaveAsync(new Leaf { Book = "a", Number = 2 });
        await app.SaveAsync(new Leaf { Book = "b", Number = 1 });
        await using var db = app.Open();

        var before = await db.CheckHistoryAsync<Leaf>();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Leaf" SET "Status" = 1 WHERE "Book" = 'a' AND "Number" = 2""");
        var after = await db.CheckHistoryAsync<Leaf>();

        Assert.True(before.IsValid);
        var found = Assert.Single(after.Inconsistencies);
        Assert.Equal(HistoryInconsistencyKind.WrongState, found.Kind);
        Assert.Equal<object?>(["a", 2], found.Key);
        Assert.Equal("Leaf: inconsistent (1 WrongState); 3 entities, 3 rows.", after.ToString());
    }

    [Fact]
    public async Task At_most_the_requested_number_of_inconsistencies_is_listed_and_the_report_is_marked_incomplete()
    {
        await using var app = await TestApplication.CreateAsync(database, blocks: Alone);
        for (var i = 0; i < 3; i++)
        {
            await app.TicketInAsync(Opened);
        }

        await using var db = app.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Tickets" SET "Status" = 'New', "StatusSequence" = 9""");

        var (some, all) = (await db.CheckHistoryAsync<Ticket>(maxInconsistencies: 4), await db.CheckHistoryAsync<Ticket>(maxInconsistencies: 6));

        Assert.Equal((4, false), (some.Inconsistencies.Count, some.IsComplete));
        Assert.Equal((6, true), (all.Inconsistencies.Count, all.IsComplete));
    }

    [Fact]
    public async Task Rows_without_history_and_illegal_transitions_are_counted_and_are_not_inconsistencies()
    {
        await using var app = await TestApplication.CreateAsync(
            database, blocks: options => options.UseTransitions(transitions => transitions.Observe()));
        var ticket = await app.TicketInAsync(New);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        await db.Database.ExecuteSqlAsync($"DELETE FROM \"TicketStatusHistory\" WHERE \"TicketId\" <> {ticket.Id}");
        await db.Database.ExecuteSqlAsync($"UPDATE \"Tickets\" SET \"StatusSequence\" = NULL WHERE \"Id\" <> {ticket.Id}");

        (await db.Tickets.SingleAsync(x => x.Id == ticket.Id)).Status = Closed;
        await db.SaveChangesAsync();
        var report = await db.CheckHistoryAsync<Ticket>();

        Assert.True(report.IsValid);
        Assert.Equal((2, 1, 2, 1), (report.Entities, report.WithoutHistory, report.Rows, report.OffTable));
    }

    [Fact]
    public async Task The_history_is_not_loaded_into_memory()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Resolved);
        await using var db = app.Open();
        app.Sql.Commands.Clear();

        await db.CheckHistoryAsync<Ticket>();

        Assert.All(app.Sql.Commands, sql => Assert.True(
            sql.Contains("EXISTS", StringComparison.Ordinal) || sql.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase), sql));
    }

    [Fact]
    public async Task Checking_a_type_without_transitions_throws()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.CheckHistoryAsync<Plain>());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => db.CheckHistoryAsync<Ticket>(maxInconsistencies: 0));
    }

    public sealed class Leaf
    {
        public string Book { get; set; } = "";

        public int Number { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class HistoryCheckSqliteTests(SqliteDatabase database) : HistoryCheckTests<SqliteDatabase>(database);

public sealed class HistoryCheckPostgresTests(PostgresDatabase database) : HistoryCheckTests<PostgresDatabase>(database);
