using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>Personal data is removed from a history, and the history is kept.</summary>
public abstract class RedactionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Guarded = DeskModel.With(model => model.Entity<Ticket>()
        .HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete()).GuardInDatabase());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Redaction_removes_actor_and_reason_and_keeps_sequence_times_and_codes(bool guarded)
    {
        await using var app = await TestApplication.CreateAsync(database, guarded ? Guarded : null);
        var id = await WrittenAsync(app);
        app.Clock.AdjustTime(TestTime.Start.AddDays(1));
        await using var db = app.Open();
        using var _ = db.ActingAs(Actor.User("officer"));

        var count = await db.RedactTransitionsAsync<Ticket>(row => row.ActorId == "u1");

        var rows = await app.RowsAsync<Ticket>(id);
        Assert.Equal(2, count);
        AssertUnbroken(rows, "Opened");
        Assert.Equal([null, null, "u2"], rows.Select(row => row.ActorId));
        Assert.Equal([null, null, "why"], rows.Select(row => row.Reason));
        Assert.Equal([ActorKind.User, ActorKind.User, ActorKind.User], rows.Select(row => row.ActorKind));
        Assert.Equal([null, "code", "code"], rows.Select(row => row.ReasonCode));
        Assert.Equal(["c", "c", "c"], rows.Select(row => row.CorrelationId));
        Assert.Equal([TestTime.Start.AddDays(1), TestTime.Start.AddDays(1), null], rows.Select(row => row.RedactedAt));
        Assert.All(rows, row => Assert.Equal(TestTime.Start, row.OccurredAt));
        Assert.Contains(app.Logs.Messages, said => said.Text.Contains(
            "User officer removed All from 2 rows of the history of Ticket.Status.", StringComparison.Ordinal));
        Assert.True((await db.CheckHistoryAsync<Ticket>()).IsValid);
    }

    [Theory]
    [InlineData(TransitionDetails.Actor, null, "why")]
    [InlineData(TransitionDetails.Reason, "u2", null)]
    public async Task Redaction_removes_only_the_requested_details(TransitionDetails details, string? actor, string? reason)
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        var id = await WrittenAsync(app);
        await using var db = app.Open();

        var count = await db.RedactTransitionsAsync<Ticket>(row => row.Sequence == 2, details);

        var row = (await app.RowsAsync<Ticket>(id))[2];
        Assert.Equal((1, actor, reason), (count, row.ActorId, row.Reason));
    }

    [Fact]
    public async Task Redacted_entries_are_not_redacted_again()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = await WrittenAsync(app);
        await using var db = app.Open();
        await db.RedactTransitionsAsync<Ticket>(row => true);
        app.Clock.AdjustTime(TestTime.Start.AddDays(1));

        var again = await db.RedactTransitionsAsync<Ticket>(row => true);

        Assert.Equal(0, again);
        Assert.All(await app.RowsAsync<Ticket>(id), row => Assert.Equal(TestTime.Start, row.RedactedAt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Redaction_and_concurrent_transitions_of_the_same_rows_both_succeed(bool guarded)
    {
        await using var app = await TestApplication.CreateAsync(database, guarded ? Guarded : null);
        var id = await WrittenAsync(app);
        await using var writer = app.Open();
        var ticket = await writer.Tickets.SingleAsync();

        async Task MoveAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                writer.Entry(ticket).Fire(Assign, $"because {i}");
                await writer.SaveChangesAsync();
            }
        }

        async Task RedactAsync(int times)
        {
            await using var db = app.Open();
            for (var i = 0; i < times; i++)
            {
                await db.RedactTransitionsAsync<Ticket>(row => true, TransitionDetails.Reason);
            }
        }

        if (database is SqliteDatabase)
        {
            await MoveAsync(5);
            await RedactAsync(1);
            await MoveAsync(15);
        }
        else
        {
            await Task.WhenAll(MoveAsync(20), RedactAsync(20));
        }

        await RedactAsync(1);
        var rows = await app.RowsAsync<Ticket>(id);
        AssertUnbroken(rows, "Opened");
        Assert.Equal(23, rows.Count);
        Assert.All(rows, row => Assert.Null(row.Reason));
    }

    [Fact]
    public async Task No_other_details_or_types_can_be_redacted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => db.RedactTransitionsAsync<Ticket>(row => true, TransitionDetails.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => db.RedactTransitionsAsync<Ticket>(row => true, (TransitionDetails)4));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.RedactTransitionsAsync<Plain>(row => true));
    }

    [Fact]
    public async Task Redaction_by_an_unknown_actor_is_rejected_when_an_actor_is_required()
    {
        await using var app = await TestApplication.CreateAsync(database, integrity: integrity => integrity.RequireActor());
        var id = await WrittenAsync(app);
        await using var db = app.Open();
        using var _ = db.ActingAs(Actor.Unknown);

        var violation = await RefusedAsync(() => db.RedactTransitionsAsync<Ticket>(row => true));

        Assert.Equal("actor.missing", violation.Code);
        Assert.Equal("u2", (await app.RowsAsync<Ticket>(id))[2].ActorId);
    }

    [Fact]
    public async Task Deleting_an_account_leaves_history_entries_unchanged()
    {
        var model = DeskModel.With(desk => desk.Entity<Account>());
        await using var app = await TestApplication.CreateAsync(database, model);
        await app.SaveAsync(new Account { Id = "u1" });
        var id = await WrittenAsync(app);
        await using var db = app.Open();

        db.Remove(await db.Set<Account>().SingleAsync());
        await db.SaveChangesAsync();

        Assert.Equal(["u1", "u1", "u2"], (await app.RowsAsync<Ticket>(id)).Select(row => row.ActorId));
    }

    [Fact]
    public async Task An_unknown_actor_is_recorded_as_unknown_and_never_as_a_system()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = db.Add(new Ticket()).Entity;
        using (db.ActingAs(Actor.Unknown))
        {
            await db.SaveChangesAsync();
        }

        using (db.ActingAsSystem("nightly"))
        {
            db.Entry(ticket).Fire(Open);
            await db.SaveChangesAsync();
        }

        Assert.Equal(
            [(ActorKind.Unknown, null), (ActorKind.System, "nightly")],
            (await app.RowsAsync<Ticket>(ticket.Id)).Select(row => (row.ActorKind, row.ActorId)));
    }

    private static async Task<int> WrittenAsync(TestApplication app)
    {
        await using var db = app.Open();
        var ticket = db.Add(new Ticket()).Entity;
        using (db.ActingAs(Actor.User("u1"), "why", "c"))
        {
            await db.SaveChangesAsync();
            db.Entry(ticket).Fire(Open, new TransitionOptions { ReasonCode = "code" });
            await db.SaveChangesAsync();
        }

        using (db.ActingAs(Actor.User("u2"), "why", "c"))
        {
            db.Entry(ticket).Fire(Assign, new TransitionOptions { ReasonCode = "code" });
            await db.SaveChangesAsync();
        }

        return ticket.Id;
    }

    public sealed class Account
    {
        public string Id { get; set; } = "";
    }
}

public sealed class RedactionSqliteTests(SqliteDatabase database) : RedactionTests<SqliteDatabase>(database);

public sealed class RedactionPostgresTests(PostgresDatabase database) : RedactionTests<PostgresDatabase>(database);

public sealed class RedactionSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : RedactionTests<SqliteSharedHistoryDatabase>(database);

public sealed class RedactionPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : RedactionTests<PostgresSharedHistoryDatabase>(database);
