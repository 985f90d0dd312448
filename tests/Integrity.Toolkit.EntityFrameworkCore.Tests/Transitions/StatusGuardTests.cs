using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;

namespace Integrity.Toolkit.Tests.Transitions;

public abstract class StatusGuardTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private const string NotPermitted = "transition.not-permitted";

    private const string NotInitial = "transition.not-initial";

    private static readonly DeskModel Guarded = DeskModel.With(model => model.Entity<Ticket>()
        .HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase());

    [Theory]
    [InlineData(New, Resolved)]
    [InlineData(New, Closed)]
    [InlineData(Opened, New)]
    [InlineData(Resolved, New)]
    [InlineData(Closed, Opened)]
    public async Task An_update_that_is_not_in_the_table_is_rejected(TicketStatus from, TicketStatus to)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, from);

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET \"Status\" = '{to}'");

        Assert.Equal(NotPermitted, refused);
    }

    [Theory]
    [InlineData(New, Opened)]
    [InlineData(Opened, Resolved)]
    [InlineData(Opened, Closed)]
    [InlineData(Opened, Opened)]
    [InlineData(Closed, Closed)]
    public async Task An_update_in_the_table_is_permitted_even_with_an_application_guard(TicketStatus from, TicketStatus to)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, from);

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET \"Status\" = '{to}', \"Title\" = 'other'");

        Assert.Equal(RawConnection.Passed, refused);
    }

    [Theory]
    [InlineData("opened")]
    [InlineData("0")]
    [InlineData("")]
    public async Task An_unknown_state_is_rejected(string state)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, New);

        var refused = await RawConnection.TryAsync(app, $"UPDATE \"Tickets\" SET \"Status\" = '{state}'");

        Assert.Equal(NotPermitted, refused);
    }

    [Fact]
    public async Task A_save_by_the_toolkit_passes_and_has_its_history()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
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
    }

    [Fact]
    public async Task A_second_transition_of_an_entity_must_wait_for_the_save_of_the_first()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);
        db.Entry(ticket).Fire(TicketTrigger.Open);

        var check = db.Entry(ticket).CanFire(TicketTrigger.Resolve);
        var failure = Assert.Throws<IntegrityException>(() => db.Entry(ticket).Fire(TicketTrigger.Resolve));

        Assert.Equal(["transition.unsaved-move"], [.. failure.Violations.Select(x => x.Code)]);
        Assert.Contains("SaveChanges", failure.Message, StringComparison.Ordinal);
        Assert.Equal((false, Opened), (check.IsAllowed, ticket.Status));
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(TicketTrigger.Resolve);
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_new_entity_must_be_saved_before_its_first_transition()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);

        var check = db.Entry(ticket).TryFire(TicketTrigger.Open);

        Assert.Equal(["transition.unsaved-move"], [.. check.Violations.Select(x => x.Code)]);
        await db.SaveChangesAsync();
        db.Entry(ticket).Fire(TicketTrigger.Open);
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_fired_transition_followed_by_an_assigned_one_is_rejected_before_any_SQL()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var id = (await app.SaveAsync(new Ticket())).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync(x => x.Id == id);
        db.Entry(ticket).Fire(TicketTrigger.Open);
        ticket.Status = Resolved;
        app.Sql.Commands.Clear();

        var failure = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(["transition.unsaved-move"], [.. failure.Violations.Select(x => x.Code)]);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_history_entry_can_only_be_changed_by_redacting_its_actor_and_reason()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, Opened);

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"TicketStatusHistory\" SET \"ToState\" = 'Closed'"),
            await RawConnection.TryAsync(app, "UPDATE \"TicketStatusHistory\" SET \"Sequence\" = \"Sequence\" + 7"),
            await RawConnection.TryAsync(app, "UPDATE \"TicketStatusHistory\" SET \"OffTable\" = NOT \"OffTable\", \"Reason\" = 'x'"),
            await RawConnection.TryAsync(app, "DELETE FROM \"TicketStatusHistory\""),
            await RawConnection.TryAsync(app, "DELETE FROM \"TicketStatusHistory\" WHERE \"Sequence\" = 1"),
            await RawConnection.TryAsync(app, "UPDATE \"TicketStatusHistory\" SET \"ActorId\" = NULL, \"Reason\" = NULL"),
        ];

        const string written = "transition.history-written";
        Assert.Equal([written, written, written, written, written, RawConnection.Passed], answers);
    }

    [Fact]
    public async Task A_cascading_history_is_deleted_with_its_row()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, Opened);
        await using var db = app.Open();

        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"Tickets\"");

        Assert.Equal(0, await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM \"TicketStatusHistory\"").SingleAsync());
    }

    [Fact]
    public async Task An_insert_must_start_in_an_initial_state()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await InAsync(app, New);

        var initial = await RawConnection.TryAsync(app, Copy("New"));
        var later = await RawConnection.TryAsync(app, Copy("Opened"));
        var unknown = await RawConnection.TryAsync(app, Copy("Nonsense"));

        Assert.Equal((RawConnection.Passed, NotInitial, NotInitial), (initial, later, unknown));
    }

    [Fact]
    public async Task Transitions_from_and_to_null_are_checked()
    {
        var flow = TransitionTable.Create<string>("text", t => t.Initial("it's").Permit("it's", "o''x\\").Terminal("o''x\\"));
        var model = DeskModel.With(desk => desk.Entity<Slip>().HasTransitions(x => x.State!, flow).GuardInDatabase());
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Slip { State = "it's" });

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = NULL"),
            await RawConnection.TryAsync(app, "INSERT INTO \"Slip\" (\"State\") VALUES (NULL)"),
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = 'o''x'"),
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = 'o''''x\\'"),
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = 'it''s'"),
        ];

        Assert.Equal([NotPermitted, NotInitial, NotPermitted, RawConnection.Passed, NotPermitted], answers);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task States_are_compared_case_sensitively_even_in_a_case_insensitive_column(bool ledger, bool byType)
    {
        var flow = TransitionTable.Create<string>("text", t => t.Initial("new").Permit("new", "done").Terminal("done"));
        var onSqlite = typeof(TDatabase) == typeof(SqliteDatabase);
        var model = DeskModel.With(desk => desk.Entity<Slip>(slip =>
        {
            _ = byType
                ? slip.Property(x => x.State).HasColumnType(onSqlite ? "TEXT COLLATE NOCASE" : "citext")
                : slip.Property(x => x.State).UseCollation(onSqlite ? "NOCASE" : "any_case");
            var states = slip.HasTransitions(x => x.State!, flow);
            _ = ledger ? states.WithHistory(h => h.RequireInDatabase()) : states.GuardInDatabase();
            if (!onSqlite)
            {
                desk.HasPostgresExtension("citext");
                desk.HasCollation("any_case", "und-u-ks-level2", "icu", deterministic: false);
            }
        }));
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Slip { State = "new" });
        await using var db = app.Open();

        string[] answers =
        [
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = 'DONE'"),
            await RawConnection.TryAsync(app, "UPDATE \"Slip\" SET \"State\" = 'NEW'"),
            await RawConnection.TryAsync(app, "INSERT INTO \"Slip\" (\"State\") VALUES ('NEW')"),
        ];

        var moved = ledger ? "transition.unrecorded" : NotPermitted;
        Assert.Equal([moved, moved, NotInitial], answers);
        Assert.Equal(1, (await db.Set<Slip>().ExecuteTransitionToAsync("done")).Transitioned);
        Assert.True((await db.CheckHistoryAsync<Slip>()).IsValid);
    }

    [Fact]
    public async Task A_table_from_the_options_is_the_one_enforced()
    {
        var shortcut = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Closed).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        await using var app = await TestApplication.CreateAsync(
            database, Guarded, options: o => o.UseTransitions(t => t.WithTable(shortcut)));
        await app.SaveAsync(new Ticket());

        var opened = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Status\" = 'Opened'");
        var closed = await RawConnection.TryAsync(app, "UPDATE \"Tickets\" SET \"Status\" = 'Closed'");

        Assert.Equal((NotPermitted, RawConnection.Passed), (opened, closed));
    }

    private static string Copy(string status)
        => "INSERT INTO \"Tickets\" (\"Title\", \"Priority\", \"Version\", \"Status\", \"Address_City\", \"Address_Geo_Latitude\", "
            + $"\"Budget_Amount\", \"Details\") VALUES ('x', 1, 1, '{status}', 'Ulm', 1, 1, '{{}}')";

    private static async Task InAsync(TestApplication app, TicketStatus status)
    {
        await using var db = app.Open();
        using var _ = db.ActingAs(Actor.User("u"), "because");
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();
        foreach (var step in (TicketStatus[])(status switch
        {
            New => [],
            Opened => [Opened],
            Resolved => [Opened, Resolved],
            _ => [Opened, Closed],
        }))
        {
            ticket.Status = step;
            await db.SaveChangesAsync();
        }
    }
}

public sealed class StatusGuardOnSqliteTests(SqliteDatabase database) : StatusGuardTests<SqliteDatabase>(database);

public sealed class StatusGuardOnPostgresTests(PostgresDatabase database) : StatusGuardTests<PostgresDatabase>(database);
