using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

/// <summary>Open guards, of which the table has only the code.</summary>
public abstract class OpenGuardTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<TicketStatus, TicketTrigger> Flow =
        TransitionTable.Create<TicketStatus, TicketTrigger>("errand", t =>
        {
            t.Initial(New);
            t.Configure(New)
                .PermitIf(Open, Opened, TransitionGuard.Open("agreed"))
                .PermitIf(Close, Opened, TransitionGuard.Open("small"))
                .PermitIf(Close, Closed, TransitionGuard.Open("large"))
                .PermitIf(Resolve, Resolved, TransitionGuard.Open("checked"))
                .IgnoreIf(Resolve, TransitionGuard.Open("unchecked"))
                .IgnoreIf<Errand>(Assign, errand => errand.Id > 0, "saved")
                .IgnoreIf<Errand>(Reopen, errand => errand.Id < 0, "never");
            t.Terminal(Opened, Resolved, Closed);
        });

    [Fact]
    public async Task The_only_transition_of_a_trigger_is_taken_regardless_of_its_open_guard()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var errand = await db.Set<Errand>().SingleAsync();

        db.Entry(errand).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal(Opened, errand.Status);
    }

    [Fact]
    public async Task Between_several_open_guarded_transitions_the_caller_must_choose()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var errand = await db.Set<Errand>().SingleAsync();

        var violation = Refused(() => db.Entry(errand).Fire(Close));

        Assert.Equal("transition.undecided", violation.Code);
        Assert.Equal(["Opened", "Closed"], Assert.IsType<IEnumerable<string>>(violation.Arguments["permitted"], exactMatch: false));
        Assert.Equal(["small", "large"], Assert.IsType<IEnumerable<string>>(violation.Arguments["guards"], exactMatch: false));
        Assert.Contains("can change from New to Opened or Closed", violation.Message, StringComparison.Ordinal);
        Assert.Equal(New, errand.Status);
        db.Entry(errand).TransitionTo(Closed);
        await db.SaveChangesAsync();
        AssertUnbroken(await app.RowsAsync<Errand>(errand.Id), "Closed");
    }

    [Fact]
    public async Task Whether_an_open_guarded_trigger_transitions_or_is_ignored_is_reported_as_undecided()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var errand = await db.Set<Errand>().SingleAsync();

        var check = db.Entry(errand).CanFire(Resolve);

        Assert.Equal("transition.undecided", Assert.Single(check.Violations).Code);
    }

    [Fact]
    public async Task A_trigger_is_ignored_only_while_its_condition_holds()
    {
        await using var app = await CreateApplicationAsync();
        await using var db = app.Open();
        var errand = await db.Set<Errand>().SingleAsync();

        db.Entry(errand).Fire(Assign);
        var violation = Refused(() => db.Entry(errand).Fire(Reopen));

        Assert.Equal("transition.guard", violation.Code);
        Assert.Contains("never is not met", violation.Message, StringComparison.Ordinal);
        Assert.Equal(New, errand.Status);
    }

    private async Task<TestApplication> CreateApplicationAsync()
    {
        var app = await TestApplication.CreateAsync(
            database, DeskModel.With(model => model.Entity<Errand>().HasTransitions(x => x.Status, Flow)), blocks: Alone);
        await app.SaveAsync(new Errand());
        return app;
    }

    public sealed class Errand
    {
        public int Id { get; set; }

        public TicketStatus Status { get; set; }
    }
}

public sealed class OpenGuardSqliteTests(SqliteDatabase database) : OpenGuardTests<SqliteDatabase>(database);

public sealed class OpenGuardPostgresTests(PostgresDatabase database) : OpenGuardTests<PostgresDatabase>(database);
