using System.Diagnostics;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>The correlation of a history row with the request or job that caused the transition.</summary>
public abstract class CorrelationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Without_a_trace_or_explicit_id_an_entry_has_no_correlation_id()
    {
        await using var app = await TestApplication.CreateAsync(database);
        Activity.Current = null;

        var id = (await app.SaveAsync(new Ticket())).Id;

        Assert.Null((await app.RowsAsync<Ticket>(id))[0].CorrelationId);
    }

    [Fact]
    public async Task An_entry_has_the_trace_in_which_the_transition_was_requested()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        await db.SaveChangesAsync();

        var asked = Trace(() => db.Entry(ticket).Fire(Open));
        var saved = Trace(() => db.SaveChanges());
        ticket.Status = Resolved;
        var assigned = Trace(() => db.SaveChanges());

        Assert.NotEqual(asked, saved);
        Assert.Equal([asked, assigned], (await app.RowsAsync<Ticket>(ticket.Id)).Skip(1).Select(row => row.CorrelationId));
    }

    [Fact]
    public async Task A_hierarchical_trace_is_identified_by_its_root()
    {
        await using var app = await TestApplication.CreateAsync(database);
        using var activity = new Activity("old").SetIdFormat(ActivityIdFormat.Hierarchical).SetParentId("|request.").Start();

        var id = (await app.SaveAsync(new Ticket())).Id;

        Assert.Equal("request", (await app.RowsAsync<Ticket>(id))[0].CorrelationId);
    }

    [Fact]
    public async Task An_explicit_correlation_id_takes_precedence_over_the_trace_and_is_inherited_by_inner_scopes()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();
        db.Add(ticket);
        using var trace = new Activity("request").Start();

        using (db.ActingAsSystem("import", correlationId: "job-7"))
        {
            await db.SaveChangesAsync();
            using (db.ActingAs(Actor.User("u1"), reason: "why"))
            {
                db.Entry(ticket).Fire(Open);
            }

            using (db.ActingAs(Actor.User("u1"), correlationId: "job-8"))
            {
                db.Entry(ticket).Fire(Assign);
            }
        }

        db.Entry(ticket).Fire(Resolve);
        await db.SaveChangesAsync();

        Assert.Equal(
            ["job-7", "job-7", "job-8", trace.TraceId.ToHexString()],
            (await app.RowsAsync<Ticket>(ticket.Id)).Select(row => row.CorrelationId));
    }

    [Fact]
    public async Task A_correlation_id_that_is_too_long_throws_immediately()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();

        var refused = Assert.Throws<ArgumentException>(
            () => db.ActingAsSystem("import", correlationId: new string('x', IntegrityDefaults.MaxCodeLength + 1)));
        using var accepted = db.ActingAsSystem("import", correlationId: new string('x', IntegrityDefaults.MaxCodeLength));

        Assert.Contains("correlation", refused.Message, StringComparison.Ordinal);
        var ticket = db.Add(new Ticket()).Entity;
        await db.SaveChangesAsync();
        Assert.Equal(IntegrityDefaults.MaxCodeLength, (await app.RowsAsync<Ticket>(ticket.Id))[0].CorrelationId!.Length);
    }

    private static string Trace(Action action)
    {
        using var activity = new Activity("request").SetParentId(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();
        action();
        return activity.TraceId.ToHexString();
    }
}

public sealed class CorrelationSqliteTests(SqliteDatabase database) : CorrelationTests<SqliteDatabase>(database);

public sealed class CorrelationPostgresTests(PostgresDatabase database) : CorrelationTests<PostgresDatabase>(database);

public sealed class CorrelationSqliteLedgerTests(SqliteLedgerDatabase database) : CorrelationTests<SqliteLedgerDatabase>(database);

public sealed class CorrelationPostgresLedgerTests(PostgresLedgerDatabase database) : CorrelationTests<PostgresLedgerDatabase>(database);
