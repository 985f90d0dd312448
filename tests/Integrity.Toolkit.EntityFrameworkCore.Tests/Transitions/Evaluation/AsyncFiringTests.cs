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
    public async Task Fired_with_all_that_is_required_the_status_moves_and_nothing_is_saved_yet()
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
    public async Task What_is_required_and_missing_is_refused_before_anything_changes(string how)
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
    public async Task What_the_table_refuses_is_refused_without_a_question()
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
    public async Task The_synchronous_ones_ask_the_table_only()
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
    public async Task The_next_steps_come_with_all_that_stands_in_their_way_and_each_question_is_asked_once()
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
    public async Task What_waits_for_the_save_does_not_count_before_it()
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
    public async Task The_save_asks_again()
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
    public async Task In_observe_mode_what_is_missing_is_answered_but_not_refused()
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
    public async Task A_condition_that_cannot_be_translated_is_named()
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
    public async Task A_sequence_that_the_caller_did_not_see_is_a_conflict_before_anything_changes(bool asynchronous)
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
    public async Task A_sequence_that_is_as_expected_composes_with_an_expected_version()
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
    public async Task Another_writer_between_loading_and_saving_is_a_conflict_of_the_save()
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
    public async Task Of_an_attached_entity_the_database_is_asked_for_the_sequence(int expected, bool passes)
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
    public void A_sequence_below_zero_is_no_sequence()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new TransitionOptions { ExpectedSequence = -1 });
}

public sealed class AsyncFiringSqliteTests(SqliteDatabase database) : AsyncFiringTests<SqliteDatabase>(database);

public sealed class AsyncFiringPostgresTests(PostgresDatabase database) : AsyncFiringTests<PostgresDatabase>(database);

public sealed class AsyncFiringSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : AsyncFiringTests<SqliteSharedHistoryDatabase>(database);

public sealed class AsyncFiringPostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : AsyncFiringTests<PostgresSharedHistoryDatabase>(database);
