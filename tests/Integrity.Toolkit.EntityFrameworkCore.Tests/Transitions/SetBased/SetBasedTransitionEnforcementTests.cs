using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>Set-based transitions with enforcement by the database and by other blocks.</summary>
public abstract class SetBasedTransitionEnforcementTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly SetBasedTransitionOptions Skipping = new() { Reason = "overdue", InvalidRows = InvalidRowBehavior.Skip };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_set_based_transition_passes_the_database_guards(bool ledger)
    {
        var model = DeskModel.With(desk =>
        {
            var ticket = desk.Entity<Ticket>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete());
            _ = ledger ? ticket.WithHistory(h => h.RequireInDatabase()) : ticket.GuardInDatabase();
            desk.Entity<Ticket>().HasVersion().GuardInDatabase();
        });
        await using var app = await TestApplication.CreateAsync(database, model);
        int[] ids = [(await app.SaveAsync(new Ticket())).Id, (await app.SaveAsync(new Ticket())).Id];
        await using var db = app.Open();

        await db.Tickets.ExecuteFireAsync(Open);
        await db.Tickets.ExecuteFireAsync(Assign);
        var result = await db.Tickets.ExecuteFireAsync(Close, Skipping);

        Assert.Equal(2, result.Transitioned);
        Assert.Equal("New Opened Opened Closed", await app.StatesAsync(ids[0]));
        Assert.Equal("New Opened Opened Closed", await app.StatesAsync(ids[1]));
    }

    [Fact]
    public async Task The_version_is_incremented_and_a_stale_writer_gets_a_conflict()
    {
        await using var app = await TestApplication.CreateAsync(database);
        var id = (await app.TicketInAsync(Opened)).Id;
        await using var db = app.Open();
        await using var stale = app.Open();
        var ticket = await stale.Tickets.SingleAsync();
        var version = ticket.Version;

        await db.Tickets.ExecuteFireAsync(Resolve);
        ticket.Title = "stale";
        await Assert.ThrowsAsync<IntegrityConflictException>(() => stale.SaveChangesAsync());

        Assert.Equal(version + 1, (await db.Tickets.SingleAsync()).Version);
        Assert.Equal("New Opened Resolved", await app.StatesAsync(id));
    }

    [Fact]
    public async Task An_unmet_prerequisite_makes_a_row_illegal()
    {
        await using var app = await database.DossiersAsync();
        var without = (await app.DraftAsync(facts: 1)).Id;
        var with = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();

        var violation = await RefusedAsync(() => db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Evaluate));
        var result = await db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Evaluate, Skipping);
        var closed = await db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Close, Skipping);

        Assert.Equal("transition.some-not-permitted", violation.Code);
        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), result);
        AssertUnbroken(await app.RowsAsync<Dossier>(with), "Evaluated");

        // Only an evaluated dossier requires a confirmed fact to be closed.
        Assert.Equivalent(new SetBasedTransitionResult(2, 1, 0, 1), closed);
        AssertUnbroken(await app.RowsAsync<Dossier>(without), "Closed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleted_rows_do_not_satisfy_a_prerequisite_even_when_the_query_includes_them(bool own)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        db.Remove(await db.Set<Fact>().FirstAsync());
        await db.SaveChangesAsync();
        var all = own ? db.Set<Dossier>().WithDeleted() : db.Set<Dossier>().IgnoreQueryFilters();

        var result = await all.ExecuteFireAsync(DossierTrigger.Evaluate, Skipping);

        Assert.Equivalent(new SetBasedTransitionResult(matched: 1, transitioned: 0, ignored: 0, skipped: 1), result);
        AssertUnbroken(await app.RowsAsync<Dossier>(id), "Draft");
    }

    [Fact]
    public async Task Deleted_rows_do_not_violate_a_prerequisite()
    {
        var model = Dossiers.With(dossier => dossier.Require(
            DossierStatus.Evaluated,
            (x, db) => !db.Set<Fact>().Any(fact => fact.DossierId == x.Id && fact.IsConfirmed),
            "dossier.undisputed",
            "no confirmed fact"));
        await using var app = await database.DossiersAsync(model);
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        var disputed = new Fact { DossierId = id, IsConfirmed = true };
        db.Add(disputed);
        await db.SaveChangesAsync();
        db.Remove(disputed);
        await db.SaveChangesAsync();

        var result = await db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Evaluate);

        Assert.Equal(1, result.Transitioned);
        AssertUnbroken(await app.RowsAsync<Dossier>(id), "Evaluated");
    }

    [Fact]
    public async Task An_untranslatable_prerequisite_throws_before_anything_is_sent()
    {
        var model = Dossiers.With(dossier => dossier.Require(
            DossierStatus.Evaluated, x => string.Join("", x.Name.Reverse()) == x.Name, "dossier.odd", "a palindrome"));
        await using var app = await database.DossiersAsync(model);
        await using var db = app.Open();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Evaluate));

        Assert.Contains("'dossier.odd' of Dossier", error.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task Rows_that_together_violate_a_prerequisite_are_rejected()
    {
        var model = Dossiers.With(dossier => dossier.Require(
            DossierStatus.Evaluated,
            (x, db) => db.Set<Dossier>().Count(other => other.Status == DossierStatus.Evaluated) <= 1,
            "dossier.one",
            "no other evaluated dossier"));
        await using var app = await database.DossiersAsync(model);
        var first = (await app.DraftAsync(facts: 2)).Id;
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();

        var refused = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Set<Dossier>().ExecuteFireAsync(DossierTrigger.Evaluate, Skipping));
        var alone = await db.Set<Dossier>().Where(x => x.Id == first).ExecuteFireAsync(DossierTrigger.Evaluate);

        Assert.Equal("dossier.one", Assert.Single(refused.Violations).Code);
        Assert.Equal(DatabaseErrorKind.Prerequisite, refused.Database.Kind);
        Assert.Contains("2 of them", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, alone.Transitioned);
        Assert.Equal(1, await db.Set<Dossier>().CountAsync(x => x.Status == DossierStatus.Evaluated));
    }
}

public sealed class SetBasedTransitionEnforcementSqliteTests(SqliteDatabase database) : SetBasedTransitionEnforcementTests<SqliteDatabase>(database);

public sealed class SetBasedTransitionEnforcementPostgresTests(PostgresDatabase database) : SetBasedTransitionEnforcementTests<PostgresDatabase>(database);

public sealed class SetBasedTransitionEnforcementSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : SetBasedTransitionEnforcementTests<SqliteSharedHistoryDatabase>(database);

public sealed class SetBasedTransitionEnforcementPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : SetBasedTransitionEnforcementTests<PostgresSharedHistoryDatabase>(database);
