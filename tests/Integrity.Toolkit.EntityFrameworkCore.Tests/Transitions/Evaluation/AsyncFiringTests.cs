using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.DossierStatus;
using static Integrity.Toolkit.Tests.Transitions.History.DossierTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.Dossiers;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class AsyncFiringTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task With_prerequisites_met_FireAsync_changes_the_status_without_saving()
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();

        var check = await db.Entry(dossier).FireAsync(Evaluate, "checked");

        Assert.True(check is { IsAllowed: true, IsRepeated: false, PreviousRecord: null });
        Assert.Equal(Evaluated, dossier.Status);
        Assert.Empty(app.Sql.Writes);
        await db.SaveChangesAsync();
        Assert.Equal("checked", (await app.RowsAsync<Dossier>(id))[1].Reason);
    }

    [Theory]
    [InlineData("fire")]
    [InlineData("move")]
    public async Task A_missing_prerequisite_is_rejected_before_anything_changes(string how)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());

        var refused = await Assert.ThrowsAsync<IntegrityException>(
            () => how == "fire" ? entry.FireAsync(Evaluate) : entry.TransitionToAsync(Evaluated));
        var tried = how == "fire" ? await entry.TryFireAsync(Evaluate) : await entry.TryTransitionToAsync(Evaluated, new TransitionOptions());
        var asked = how == "fire" ? await entry.CanFireAsync(Evaluate) : await entry.CanTransitionToAsync(Evaluated);

        Assert.All(
            [refused.Violations, tried.Violations, asked.Violations],
            violations => Assert.Equal((Facts, id), (violations.Single().Code, (int)violations.Single().Key[0]!)));
        Assert.Equal((EntityState.Unchanged, Draft), (entry.State, ((Dossier)entry.Entity).Status));
    }

    [Fact]
    public async Task A_transition_missing_from_the_table_is_rejected_without_a_query()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());
        app.Sql.Commands.Clear();

        var check = await entry.TryFireAsync(Recheck);
        var ignored = await entry.FireAsync(Remind);
        var same = await entry.TransitionToAsync(Draft);

        Assert.Equal("transition.not-permitted", Assert.Single(check.Violations).Code);
        Assert.True(ignored.IsAllowed && same.IsAllowed);
        Assert.Empty(app.Sql.Commands);
        Assert.Equal(EntityState.Unchanged, entry.State);
        Assert.Equal(
            "transition.not-permitted",
            (await Assert.ThrowsAsync<IntegrityException>(() => entry.FireAsync(Recheck))).Violations.Single().Code);
    }

    [Fact]
    public async Task The_synchronous_methods_evaluate_only_the_table()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 0);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());
        app.Sql.Commands.Clear();

        Assert.True(entry.CanFire(Evaluate).IsAllowed);
        Assert.True(entry.CanTransitionTo(Evaluated).IsAllowed);
        Assert.All(entry.GetPossibleTransitions(), step => Assert.True(step.Check.IsAllowed));
        Assert.True(entry.TryTransitionTo(Evaluated).IsAllowed);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task The_next_transitions_include_all_violations_and_each_query_runs_once()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 1);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());
        app.Sql.Commands.Clear();

        var steps = await entry.GetPossibleTransitionsAsync();

        Assert.Equal(
            ["Evaluate: dossier.facts", "Import: dossier.facts", "Close: "],
            steps.Select(step => $"{step.Transition.TriggerText}: {string.Join(' ', step.Check.Violations.Select(violation => violation.Code))}"));
        Assert.InRange(app.Sql.Commands.Count, 1, 2);
    }

    [Fact]
    public async Task Pending_rows_do_not_satisfy_a_prerequisite_before_the_save()
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());
        db.Add(new Fact { DossierId = id });

        var before = await entry.CanFireAsync(Evaluate);
        entry.Fire(Evaluate);
        await db.SaveChangesAsync();

        Assert.False(before.IsAllowed);
        Assert.Equal(2, (await app.RowsAsync<Dossier>(id)).Count);
    }

    [Fact]
    public async Task The_save_evaluates_prerequisites_again()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();
        await db.Entry(await db.Set<Dossier>().SingleAsync()).FireAsync(Evaluate);
        await using (var other = app.Open())
        {
            other.Remove(await other.Set<Fact>().FirstAsync());
            await other.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task In_observe_mode_a_missing_prerequisite_is_reported_and_permitted()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier.Observe()));
        var id = (await app.DraftAsync(facts: 0)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());

        var asked = await entry.CanFireAsync(Evaluate);
        await entry.FireAsync(Evaluate);
        await db.SaveChangesAsync();

        Assert.False(asked.IsAllowed);
        var row = (await app.RowsAsync<Dossier>(id))[1];
        Assert.Equal(("Evaluate", false), (row.Trigger, row.OffTable));
    }

    [Fact]
    public async Task An_untranslatable_condition_is_named()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier
            .Require(Closed, x => x.Name.GetHashCode() % 2 == 1, "dossier.odd", "an odd name")));
        await app.DraftAsync(facts: 0);
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => entry.FireAsync(Close));

        Assert.Contains("'dossier.odd' of Dossier", error.Message, StringComparison.Ordinal);
        Assert.Equal(EntityState.Unchanged, entry.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unexpected_sequence_is_a_conflict_before_anything_changes(bool asynchronous)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        var entry = db.Entry(await db.Set<Dossier>().SingleAsync());
        var options = new TransitionOptions { ExpectedSequence = 3 };

        var conflict = asynchronous
            ? await Assert.ThrowsAsync<IntegrityConflictException>(() => entry.FireAsync(Evaluate, options))
            : Assert.Throws<IntegrityConflictException>(() => entry.Fire(Evaluate, options));
        var tried = asynchronous ? await entry.TryTransitionToAsync(Evaluated, options) : entry.TryTransitionTo(Evaluated, options);

        Assert.Equal((3, (object)0), (Assert.Single(conflict.Conflicts).Expected, conflict.Conflicts[0].Actual));
        Assert.Equal([id], conflict.Conflicts[0].Key);
        Assert.Equal(("transition.conflict", 3, 0), (
            tried.Violations.Single().Code, (int)tried.Violations[0].Arguments["expected"]!, (int)tried.Violations[0].Arguments["actual"]!));
        Assert.Equal(EntityState.Unchanged, entry.State);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task An_expected_sequence_can_be_combined_with_an_expected_version()
    {
        await using var app = await database.DossiersAsync(With(_ => { }, model => model.Entity<Dossier>().HasVersion()));
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using (var db = app.Open())
        {
            (await db.Set<Dossier>().SingleAsync()).Name = "edited";
            await db.SaveChangesAsync();
        }

        await using var stale = app.Open();
        var entry = stale.Entry(await stale.Set<Dossier>().SingleAsync());
        entry.ExpectVersion(1).Fire(Evaluate, new TransitionOptions { ExpectedSequence = 0 });
        await Assert.ThrowsAsync<IntegrityConflictException>(() => stale.SaveChangesAsync());

        await using var fresh = app.Open();
        entry = fresh.Entry(await fresh.Set<Dossier>().SingleAsync());
        await entry.ExpectVersion(2).FireAsync(Evaluate, new TransitionOptions { ExpectedSequence = 0 });
        await fresh.SaveChangesAsync();
        Assert.Equal(2, (await app.RowsAsync<Dossier>(id)).Count);
    }

    [Fact]
    public async Task A_write_by_another_context_between_load_and_save_is_a_conflict()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();
        await using var other = app.Open();
        await db.Entry(await db.Set<Dossier>().SingleAsync()).FireAsync(Evaluate, new TransitionOptions { ExpectedSequence = 0 });
        await other.Entry(await other.Set<Dossier>().SingleAsync()).FireAsync(Close);
        await other.SaveChangesAsync();

        await Assert.ThrowsAsync<IntegrityConflictException>(() => db.SaveChangesAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_sequence_of_an_attached_entity_is_read_from_the_database(int expected, bool passes)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        var dossier = new Dossier { Id = id };
        db.Attach(dossier);

        var check = await db.Entry(dossier).TryFireAsync(Evaluate, new TransitionOptions { ExpectedSequence = expected });

        Assert.Equal(passes, check.IsAllowed);
        Assert.Equal(passes ? null : (object)0, check.Violations.SingleOrDefault()?.Arguments["actual"]);
        Assert.False(db.Entry(dossier).TryFire(Evaluate, new TransitionOptions { ExpectedSequence = expected }).IsAllowed && !passes);
    }

    [Fact]
    public void A_negative_expected_sequence_throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new TransitionOptions { ExpectedSequence = -1 });
}

public sealed class AsyncFiringSqliteTests(SqliteDatabase database) : AsyncFiringTests<SqliteDatabase>(database);

public sealed class AsyncFiringPostgresTests(PostgresDatabase database) : AsyncFiringTests<PostgresDatabase>(database);

public sealed class AsyncFiringSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : AsyncFiringTests<SqliteSharedHistoryDatabase>(database);

public sealed class AsyncFiringPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : AsyncFiringTests<PostgresSharedHistoryDatabase>(database);
