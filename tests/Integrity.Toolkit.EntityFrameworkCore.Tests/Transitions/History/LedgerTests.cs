using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;

namespace Integrity.Toolkit.Tests.Transitions.History;

public abstract class LedgerTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string Unrecorded = "transition.unrecorded";

    private const string Chain = "transition.chain";

    private const string NotPermitted = "transition.not-permitted";

    private const string NotInitial = "transition.not-initial";

    private static readonly DeskModel Kept = DeskModel.With(model => model.Entity<Ticket>()
        .HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.RequireInDatabase().AllowCascadeDelete()));

    [Fact]
    public async Task A_save_by_the_toolkit_passes_and_has_its_history()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        await using var db = app.Open();
        Ticket[] tickets = [new(), new(), new()];
        db.AddRange(tickets);
        await db.SaveChangesAsync();

        db.Entry(tickets[0]).Fire(TicketTrigger.Open);
        tickets[1].Status = Opened;
        await db.SaveChangesAsync();
        db.Entry(tickets[0]).Fire(TicketTrigger.Assign);
        await db.SaveChangesAsync();
        db.Entry(tickets[0]).Fire(TicketTrigger.Assign);
        db.Entry(tickets[0]).Fire(TicketTrigger.Resolve);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["New", "Opened", "Opened", "Opened", "Resolved"],
            await db.Entry(tickets[0]).Transitions().OrderBy(x => x.Sequence).Select(x => x.ToState).ToListAsync());
        Assert.Equal(
            ["New", "Opened"],
            await db.Entry(tickets[1]).Transitions().OrderBy(x => x.Sequence).Select(x => x.ToState).ToListAsync());
    }

    [Fact]
    public async Task The_history_is_saved_before_the_status()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);
        db.Entry(ticket).Fire(TicketTrigger.Open);
        app.Sql.Commands.Clear();

        await db.SaveChangesAsync();

        var sql = string.Join('\n', app.Sql.Commands);
        Assert.True(sql.IndexOf("INSERT INTO \"TicketStatusHistory\"", StringComparison.Ordinal) is var written and >= 0
            && sql.IndexOf("UPDATE \"Tickets\"", StringComparison.Ordinal) > written);
    }

    [Fact]
    public async Task Several_transitions_of_an_entity_are_saved_together()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);

        db.Entry(ticket).Fire(TicketTrigger.Open);
        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        db.Entry(ticket).Fire(TicketTrigger.Reopen);
        using (db.ActingAs(Actor.User("u"), "done"))
        {
            ticket.Status = Closed;
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            ["New", "Opened", "Resolved", "Opened", "Closed"],
            await db.Entry(ticket).Transitions().OrderBy(x => x.Sequence).Select(x => x.ToState).ToListAsync());
    }

    [Theory]
    [InlineData("\"Status\" = 'Opened'")]
    [InlineData("\"Status\" = 'Opened', \"StatusSequence\" = 1")]
    [InlineData("\"Status\" = 'Opened', \"StatusSequence\" = NULL")]
    [InlineData("\"Status\" = 'Opened', \"StatusSequence\" = 0")]
    [InlineData("\"StatusSequence\" = NULL")]
    [InlineData("\"StatusSequence\" = 7")]
    [InlineData("\"StatusSequence\" = -1")]
    public async Task Status_and_sequence_change_only_with_a_history_entry(string set)
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        await app.SaveAsync(new Plain());
        var id = (await app.SaveAsync(new Ticket())).Id;

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET {set} WHERE \"Id\" = {id}");

        Assert.Equal(Unrecorded, refused);
    }

    [Fact]
    public async Task The_key_of_a_row_cannot_be_changed()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        await app.SaveAsync(new Ticket());
        await RawConnection.TryAsync(app, Copy("New"));

        var known = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Id\" = 77 WHERE \"StatusSequence\" = 0");
        var unknown = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Id\" = 77 WHERE \"StatusSequence\" IS NULL");

        // PostgreSQL checks the foreign key of the history first.
        Assert.True(known == Unrecorded || known.Contains("23503", StringComparison.Ordinal), known);
        Assert.Equal(Unrecorded, unknown);
    }

    [Theory]
    [InlineData(1, "'New'", "'Resolved'", NotPermitted)]
    [InlineData(1, "'Opened'", "'Closed'", Chain)]
    [InlineData(1, "NULL", "'New'", Chain)]
    [InlineData(2, "'New'", "'Opened'", Chain)]
    [InlineData(-1, "'New'", "'Opened'", Chain)]
    [InlineData(1, "'New'", "'Nonsense'", NotPermitted)]
    [InlineData(0, "NULL", "'New'", "database.replaced")]
    public async Task A_history_entry_must_continue_the_history_along_the_table(int sequence, string from, string to, string code)
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Ticket())).Id;

        var refused = await RawConnection.TryAsync(app, Row(id, sequence, from, to));

        Assert.Equal(code, refused.StartsWith(RawConnection.Other, StringComparison.Ordinal) ? "database.replaced" : refused);
    }

    [Fact]
    public async Task Raw_SQL_that_inserts_the_history_entry_first_can_change_the_status()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        var id = (await app.SaveAsync(new Ticket())).Id;

        var passed = await RawConnection.TryAsync(
            app,
            "BEGIN",
            Row(id, 1, "'New'", "'Opened'"),
            Row(id, 2, "'Opened'", "'Opened'"),
            $"UPDATE \"Tickets\" SET \"Status\" = 'Opened', \"StatusSequence\" = 2, \"Title\" = 'x' WHERE \"Id\" = {id}",
            "COMMIT");

        Assert.Equal(RawConnection.Passed, passed);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);
        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_row_inserted_by_raw_SQL_can_transition_after_its_initial_entry_is_saved()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        string[] inserted =
        [
            await RawConnection.TryAsync(app, Copy("New")),
            await RawConnection.TryAsync(app, Copy("Opened")),
            await RawConnection.TryAsync(app, Copy("Nonsense")),
        ];
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        db.Entry(ticket).Fire(TicketTrigger.Open);
        await db.SaveChangesAsync();

        Assert.Equal([RawConnection.Passed, NotInitial, NotInitial], inserted);
        Assert.Equal(
            [TransitionOrigin.Backfill, TransitionOrigin.Fired],
            await db.Entry(ticket).Transitions().OrderBy(x => x.Sequence).Select(x => x.Origin).ToListAsync());
    }

    [Fact]
    public async Task A_new_entity_must_be_saved_before_its_first_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, Kept);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        var check = db.Entry(ticket).TryFire(TicketTrigger.Open);

        Assert.Equal(["transition.unsaved-move"], [.. check.Violations.Select(x => x.Code)]);
        Assert.Contains("history that the database requires", check.Violations[0].Message, StringComparison.Ordinal);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        await db.SaveChangesAsync();
    }

    private static string Row(int ticket, int sequence, string from, string to)
        => "INSERT INTO \"TicketStatusHistory\" (\"TicketId\", \"Sequence\", \"FromState\", \"ToState\", \"Origin\", \"OffTable\", "
            + $"\"ActorKind\", \"OccurredAt\", \"TableHash\") VALUES ({ticket}, {sequence}, {from}, {to}, 'Assigned', FALSE, 'User', "
            + "'2026-01-01', 'x')";

    private static string Copy(string status)
        => "INSERT INTO \"Tickets\" (\"Title\", \"Priority\", \"Version\", \"Status\", \"Address_City\", \"Address_Geo_Latitude\", "
            + $"\"Budget_Amount\", \"Details\") VALUES ('x', 1, 1, '{status}', 'Ulm', 1, 1, '{{}}')";
}

public sealed class LedgerOnSqliteTests(SqliteDatabase database) : LedgerTests<SqliteDatabase>(database);

public sealed class LedgerOnPostgresTests(PostgresDatabase database) : LedgerTests<PostgresDatabase>(database);
