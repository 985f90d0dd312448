using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class FireViolationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_trigger_is_shown_only_with_sensitive_data_logging(bool sensitive)
    {
        var table = TransitionTable.Create<TicketStatus, string>("words", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit("open", Opened);
            t.Terminal(Opened);
        });
        await using var app = await TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Errand>().HasTransitions(x => x.Status, table)),
            options => options.EnableSensitiveDataLogging(sensitive));
        await using var db = app.Open();
        var errand = new Errand();
        db.Add(errand);

        var violation = Refused(() => db.Entry(errand).Fire("my password"));

        Assert.Equal("transition.not-permitted", violation.Code);
        Assert.Equal(sensitive, violation.Message.Contains("my password", StringComparison.Ordinal));
        Assert.Equal("my password", violation.Arguments["trigger"]);
    }

    [Fact]
    public async Task From_a_terminal_state_no_trigger_can_be_fired()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Closed);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var violation = Refused(() => db.Entry(ticket).Fire(Reopen));

        Assert.Equal(("transition.not-permitted", "Ticket", "Status"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal(("Closed", "Reopen"), (violation.Arguments["from"], violation.Arguments["trigger"]));
        Assert.Empty(Assert.IsType<IEnumerable<string>>(violation.Arguments["permitted"], exactMatch: false));
        Assert.Equal([ticket.Id], violation.Key);
        Assert.Equal(Closed, ticket.Status);
        Assert.Equal(EntityState.Unchanged, db.Entry(ticket).State);
    }

    [Fact]
    public async Task A_violation_lists_the_permitted_triggers()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var violation = Refused(() => db.Entry(ticket).Fire(Reopen));

        Assert.Equal(
            ["Resolve", "Assign", "Close"], Assert.IsType<IEnumerable<string>>(violation.Arguments["permitted"], exactMatch: false));
    }

    [Fact]
    public async Task An_unmet_guard_is_reported_with_its_code()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 9);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var violation = Refused(() => db.Entry(ticket).Fire(Resolve));

        Assert.Equal("transition.guard", violation.Code);
        Assert.Equal(["priority.low"], Assert.IsType<IEnumerable<string>>(violation.Arguments["guards"], exactMatch: false));
        Assert.Equal(Opened, ticket.Status);
        Assert.Equal(EntityState.Unchanged, db.Entry(ticket).State);
    }

    [Fact]
    public async Task A_guard_that_throws_is_named_and_changes_nothing()
    {
        var flow = TransitionTable.Create<TicketStatus, TicketTrigger>("ticket", t => t
            .Initial(New)
            .AllowUnreachable()
            .Terminal(Opened, Resolved, Closed)
            .Configure(New).PermitIf<Ticket>(Open, Opened, ticket => ticket.Title.Substring(50).Length > 0, "title.long"));
        await using var app = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(flow)));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).Fire(Open));

        Assert.Contains("title.long", failure.Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentOutOfRangeException>(failure.InnerException);
        Assert.Equal((New, EntityState.Unchanged), (ticket.Status, db.Entry(ticket).State));
    }

    [Theory]
    [InlineData(Reopen, null, "transition.not-permitted")]
    [InlineData(Resolve, null, "transition.guard")]
    [InlineData(Close, null, "transition.reason-required")]
    public async Task CanFire_and_TryFire_report_the_same_violations_as_Fire(TicketTrigger trigger, string? reason, string code)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened, priority: 9);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var asked = db.Entry(ticket).CanFire(trigger, reason);
        var tried = db.Entry(ticket).TryFire(trigger, reason);
        var fired = Refused(() => db.Entry(ticket).Fire(trigger, reason));

        Assert.False(asked.IsAllowed);
        Assert.False(tried.IsAllowed);
        Assert.Equal((code, code, code), (Assert.Single(asked.Violations).Code, Assert.Single(tried.Violations).Code, fired.Code));
        Assert.Equal($"{code}: {fired.Message}", asked.ToString());
        Assert.Equal((Opened, EntityState.Unchanged), (ticket.Status, db.Entry(ticket).State));
    }

    [Fact]
    public async Task CanFire_changes_nothing_and_TryFire_transitions()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var asked = db.Entry(ticket).CanFire(Open);
        var stateAfterAsking = (ticket.Status, db.Entry(ticket).State);
        var tried = db.Entry(ticket).TryFire(Open);

        Assert.True(asked.IsAllowed && tried.IsAllowed);
        Assert.Equal((New, EntityState.Unchanged), stateAfterAsking);
        Assert.Equal(Opened, ticket.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    public async Task A_missing_or_blank_reason_is_rejected_before_any_change(string? reason)
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var violation = Refused(() => db.Entry(ticket).Fire(Close, reason));

        Assert.Equal("transition.reason-required", violation.Code);
        Assert.Equal((Opened, EntityState.Unchanged), (ticket.Status, db.Entry(ticket).State));
    }

    [Fact]
    public async Task The_reason_of_ActingAs_is_accepted()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        using (db.ActingAs(Actor.User("ben"), "cleaning up"))
        {
            db.Entry(ticket).Fire(Close);
            await db.SaveChangesAsync();
        }

        Assert.Equal("cleaning up", (await app.RowsAsync<Ticket>(id))[^1].Reason);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_rejected_before_any_change()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(Opened);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var failure = Record.Exception(() => db.Entry(ticket).Fire(Close, new string('x', 2001)));

        Assert.IsType<ArgumentException>(failure);
        Assert.Equal(Opened, ticket.Status);
    }

    [Fact]
    public async Task Fire_on_a_table_without_triggers_throws_and_suggests_TransitionTo()
    {
        var pairs = TransitionTable.Create<TicketStatus>("ticket", t => t
            .Initial(New).Permit(New, Opened).AllowUnreachable().Terminal(Opened, Resolved, Closed));
        await using var app = await TestApplication.CreateAsync(database, options: o => o.UseTransitions(t => t.WithTable(pairs)));
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).Fire(Open));

        Assert.Contains("TransitionTo", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_of_another_type_throws_and_names_both_types()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).Fire(DayOfWeek.Monday));

        Assert.Contains("TicketTrigger", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DayOfWeek", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untracked_entity_cannot_transition()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var ticket = new Ticket();

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).Fire(Open));

        Assert.Contains("not tracked", failure.Message, StringComparison.Ordinal);
        Assert.Equal(New, ticket.Status);
    }

    [Fact]
    public async Task A_removed_entity_cannot_transition()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();
        db.Remove(ticket);

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(ticket).Fire(Open));

        Assert.Contains("removed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_without_transitions_throws_with_the_required_declaration()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await using var db = app.Open();
        var plain = new Plain();
        db.Add(plain);

        var failure = Assert.Throws<InvalidOperationException>(() => db.Entry(plain).Fire(Open));

        Assert.Contains("HasTransitions", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_trigger_or_state_throws_ArgumentNullException()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var entry = db.Entry(await db.Tickets.SingleAsync());

        Assert.Equal("trigger", Assert.Throws<ArgumentNullException>(() => entry.Fire((string)null!)).ParamName);
        Assert.Equal("trigger", Assert.Throws<ArgumentNullException>(() => entry.CanFire((string)null!)).ParamName);
        Assert.Equal("state", Assert.Throws<ArgumentNullException>(() => entry.TransitionTo((string)null!)).ParamName);
        Assert.Equal("state", Assert.Throws<ArgumentNullException>(() => entry.CanTransitionTo((string)null!)).ParamName);
        Assert.Equal("state", (await Assert.ThrowsAsync<ArgumentNullException>(() => entry.TransitionToAsync((string)null!))).ParamName);
    }

    [Fact]
    public async Task A_trigger_or_state_of_another_type_throws_with_the_entity_and_the_expected_type()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var entry = db.Entry(await db.Tickets.SingleAsync());

        var trigger = Assert.Throws<InvalidOperationException>(() => entry.Fire("Open"));
        var state = Assert.Throws<InvalidOperationException>(() => entry.TransitionTo("Opened"));

        Assert.StartsWith("Ticket.Status ", trigger.Message, StringComparison.Ordinal);
        Assert.EndsWith("Fire a TicketTrigger.", trigger.Message, StringComparison.Ordinal);
        Assert.EndsWith("Specify a TicketStatus.", state.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => entry.CanTransitionTo("Opened"));
    }

    [Fact]
    public async Task An_unknown_target_state_is_reported_as_the_requested_state()
    {
        await using var app = await TestApplication.CreateAsync(database);
        await app.TicketInAsync(New);
        await using var db = app.Open();
        var ticket = await db.Tickets.SingleAsync();

        var wished = Refused(() => db.Entry(ticket).TransitionTo((TicketStatus)9));

        Assert.Equal("transition.unknown-state", wished.Code);
        Assert.StartsWith("Ticket.Status cannot become a state that the table 'ticket' does not contain.", wished.Message, StringComparison.Ordinal);
        Assert.Equal(New, ticket.Status);
    }

    public sealed class Errand
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class FireViolationSqliteTests(SqliteDatabase database) : FireViolationTests<SqliteDatabase>(database);

public sealed class FireViolationPostgresTests(PostgresDatabase database) : FireViolationTests<PostgresDatabase>(database);

public sealed class FireViolationSqliteLedgerTests(SqliteLedgerDatabase database) : FireViolationTests<SqliteLedgerDatabase>(database);

public sealed class FireViolationPostgresLedgerTests(PostgresLedgerDatabase database) : FireViolationTests<PostgresLedgerDatabase>(database);
