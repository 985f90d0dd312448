using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.DossierStatus;
using static Integrity.Toolkit.Tests.Transitions.History.DossierTrigger;
using static Integrity.Toolkit.Tests.Transitions.History.Dossiers;

namespace Integrity.Toolkit.Tests.Transitions.Evaluation;

public abstract class PrerequisiteTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_state_without_its_prerequisite_is_not_entered_and_nothing_is_saved(bool asynchronous)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();
        dossier.Name = "another";
        db.Entry(dossier).Fire(Evaluate);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(async () =>
            _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges());

        var violation = Assert.Single(failure.Violations);
        Assert.Equal((Facts, "Dossier", "Status"), (violation.Code, violation.Entity, violation.Path));
        Assert.Equal([id], violation.Key);
        Assert.Contains("at least two facts", violation.Message, StringComparison.Ordinal);
        Assert.Equal(("Draft", "Evaluated"), (violation.Arguments["from"], violation.Arguments["to"]));
        Assert.Equal(DatabaseErrorKind.Prerequisite, failure.Database.Kind);
        Assert.Same(dossier, Assert.Single(failure.Entries).Entity);
        Assert.Equal((EntityState.Modified, Evaluated), (db.Entry(dossier).State, dossier.Status));
        Assert.Equal("Draft", await StatesAsync(app, id));
        await using var later = app.Open();
        Assert.Equal("a dossier", (await later.Set<Dossier>().SingleAsync()).Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_added_in_the_same_save_satisfy_a_prerequisite(bool asynchronous)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();
        dossier.Status = Evaluated;
        db.Add(new Fact { DossierId = id });

        _ = asynchronous ? await db.SaveChangesAsync() : db.SaveChanges();

        Assert.Equal("Draft Evaluated", await StatesAsync(app, id));
    }

    [Fact]
    public async Task Rows_removed_in_the_same_save_do_not_satisfy_a_prerequisite()
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 2)).Id;
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().Include(x => x.Facts).SingleAsync();
        db.Remove(dossier.Facts[0]);
        db.Entry(dossier).Fire(Evaluate);

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal("Draft", await StatesAsync(app, id));
        await using var later = app.Open();
        Assert.Equal(2, await later.Set<Fact>().CountAsync());
    }

    [Fact]
    public async Task Deleted_rows_do_not_satisfy_a_prerequisite()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();
        db.Remove(await db.Set<Fact>().FirstAsync());
        await db.SaveChangesAsync();

        db.Entry(await db.Set<Dossier>().SingleAsync()).Fire(Evaluate);

        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_same_save_succeeds_once_the_prerequisite_is_met()
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();
        db.Entry(dossier).Fire(Evaluate, "first");
        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        db.Add(new Fact { DossierId = id });
        await db.SaveChangesAsync();

        Assert.Equal("Draft Evaluated", await StatesAsync(app, id));
        Assert.Equal("first", (await app.RowsAsync<Dossier>(id))[1].Reason);
    }

    [Theory]
    [InlineData("assigned")]
    [InlineData("moved")]
    [InlineData("fired")]
    [InlineData("passed through")]
    [InlineData("detached")]
    public async Task Every_transition_into_the_state_evaluates_the_prerequisite(string way)
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 0)).Id;
        await using var db = app.Open();
        if (way == "detached")
        {
            db.Update(new Dossier { Id = id, Status = Evaluated });
        }
        else
        {
            var dossier = await db.Set<Dossier>().SingleAsync();
            switch (way)
            {
                case "assigned":
                    dossier.Status = Evaluated;
                    break;
                case "moved":
                    db.Entry(dossier).TransitionTo(Evaluated);
                    break;
                case "fired":
                    db.Entry(dossier).Fire(Import);
                    break;
                default:
                    db.Entry(dossier).Fire(Evaluate);
                    db.Entry(dossier).Fire(Close, "at once");
                    break;
            }
        }

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        string[] expected = way == "passed through" ? [Facts, Confirmed] : [Facts];
        Assert.Equal(expected, failure.Violations.Select(violation => violation.Code));
        Assert.Equal("Draft", await StatesAsync(app, id));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_new_entity_that_starts_in_the_state_requires_the_prerequisite_too(int facts, bool passes)
    {
        await using var app = await database.DossiersAsync();
        await using var db = app.Open();
        var dossier = new Dossier { Status = Evaluated, Facts = [.. Enumerable.Range(0, facts).Select(_ => new Fact())] };
        db.Add(dossier);

        if (passes)
        {
            await db.SaveChangesAsync();
            Assert.Equal("Evaluated", await StatesAsync(app, dossier.Id));
        }
        else
        {
            var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());
            Assert.Null(Assert.Single(failure.Violations).Arguments["from"]);
            Assert.Equal(EntityState.Added, db.Entry(dossier).State);
            dossier.Facts.Add(new Fact());
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task All_unmet_prerequisites_are_reported_together()
    {
        await using var app = await database.DossiersAsync();
        var (one, two, fit) = (await app.DraftAsync(0), await app.DraftAsync(1), await app.DraftAsync(2));
        await using var db = app.Open();
        var dossiers = await db.Set<Dossier>().OrderBy(x => x.Id).ToListAsync();
        db.Entry(dossiers[0]).Fire(Evaluate);
        db.Entry(dossiers[0]).Fire(Close, "done");
        db.Entry(dossiers[1]).Fire(Evaluate);
        db.Entry(dossiers[2]).Fire(Evaluate);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            [(Facts, one.Id), (Facts, two.Id), (Confirmed, one.Id)],
            failure.Violations.Select(violation => (violation.Code, (int)violation.Key[0]!)));
        Assert.Equal("Draft", await StatesAsync(app, fit.Id));
    }

    [Fact]
    public async Task A_prerequisite_can_be_limited_to_states_and_triggers()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier
            .Require(Closed, x => x.Name == "named", "dossier.named", "a name", only => only.OnlyFrom(Draft))
            .Require(Evaluated, x => x.Name == "new", "dossier.new", "a new name", only => only.OnlyBy(Import))));
        await app.DraftAsync(facts: 2, confirmed: true);
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();

        db.Entry(dossier).Fire(Evaluate);
        await db.SaveChangesAsync();
        db.Entry(dossier).Fire(Close, "done");
        await db.SaveChangesAsync();

        var assigned = await app.DraftAsync(facts: 2);
        await using var other = app.Open();
        (await other.Set<Dossier>().SingleAsync(x => x.Id == assigned.Id)).Status = Evaluated;
        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => other.SaveChangesAsync());
        Assert.Equal("dossier.new", Assert.Single(failure.Violations).Code);
    }

    [Fact]
    public async Task A_thousand_entities_are_evaluated_in_a_few_queries()
    {
        await using var app = await database.DossiersAsync();
        await using var db = app.Open();
        db.AddRange(Enumerable.Range(0, 1000).Select(_ => new Dossier { Status = Evaluated, Facts = [new Fact(), new Fact()] }));

        await db.SaveChangesAsync();

        Assert.Equal(2, app.Sql.Commands.Count(sql => sql.Contains("COUNT", StringComparison.OrdinalIgnoreCase)
            && !sql.Contains("INSERT", StringComparison.Ordinal)));
        Assert.Equal(1000, await db.Set<Dossier>().CountAsync());
    }

    [Fact]
    public async Task A_save_that_enters_no_state_with_a_prerequisite_sends_no_query()
    {
        await using var app = await database.DossiersAsync();
        await app.DraftAsync(facts: 0);
        await using var db = app.Open();
        (await db.Set<Dossier>().SingleAsync()).Name = "another";
        app.Sql.Commands.Clear();

        await db.SaveChangesAsync();

        Assert.Single(app.Sql.Commands);
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsEnforced)]
    public async Task In_observe_mode_unmet_prerequisites_are_logged_and_counted()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier.Observe()));
        var id = (await app.DraftAsync(facts: 0)).Id;
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        db.Entry(await db.Set<Dossier>().SingleAsync()).Fire(Evaluate);

        await db.SaveChangesAsync();

        Assert.Equal("Draft Evaluated", await StatesAsync(app, id));
        Assert.False((await app.RowsAsync<Dossier>(id))[1].OffTable);
        Assert.Contains(
            "integrity.code=dossier.facts integrity.entity=Dossier integrity.outcome=observed", heard.Counted);
        Assert.Contains(app.Logs.Messages, message => message.Text.Contains("at least two facts", StringComparison.Ordinal));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsEnforced)]
    public async Task In_off_mode_no_prerequisite_is_evaluated()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier.Off()));
        await app.DraftAsync(facts: 0);
        await using var db = app.Open();
        (await db.Set<Dossier>().SingleAsync()).Status = Evaluated;

        Assert.Equal(1, await db.SaveChangesAsync());
    }

    [Fact]
    public async Task In_the_callers_transaction_only_the_failed_save_is_rolled_back()
    {
        await using var app = await database.DossiersAsync();
        var id = (await app.DraftAsync(facts: 1)).Id;
        await using var db = app.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Fact { DossierId = id });
        db.Entry(await db.Set<Dossier>().SingleAsync()).Fire(Evaluate);
        await db.SaveChangesAsync();
        db.Entry(await db.Set<Dossier>().SingleAsync()).Fire(Close, "too early");
        await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        await transaction.CommitAsync();

        Assert.Equal("Draft Evaluated", await StatesAsync(app, id));
    }

    [Fact]
    public async Task A_row_hidden_by_a_query_filter_does_not_satisfy_the_prerequisite()
    {
        await using var app = await database.DossiersAsync(With(
            _ => { }, model => model.Entity<Dossier>().HasQueryFilter("Shown", x => x.Name != "hidden")));
        await app.DraftAsync(facts: 2);
        await using var db = app.Open();
        var dossier = await db.Set<Dossier>().SingleAsync();
        dossier.Name = "hidden";
        db.Entry(dossier).Fire(Evaluate);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Contains("a query filter hides the row", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untranslatable_condition_throws_before_anything_is_saved()
    {
        await using var app = await database.DossiersAsync(With(dossier => dossier
            .Require(Closed, x => IsOdd(x.Name), "dossier.odd", "an odd name")));
        await using var db = app.Open();
        db.Add(new Dossier { Status = Evaluated, Facts = [new(), new()] });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Contains("'dossier.odd' of Dossier", error.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sql.Writes);
    }

    [Fact]
    public async Task Composite_and_converted_keys_are_supported()
    {
        var model = DeskModel.Only(builder => builder.Entity<Stall>(stall =>
        {
            stall.HasKey(x => new { x.Market, x.Number });
            stall.Property(x => x.Number).HasConversion<string>();
            stall.HasTransitions(x => x.Status, Table).Require(Evaluated, x => x.Rent > 5, "stall.rent", "a rent above five");
        }));
        await using var app = await TestApplication.CreateAsync(database, model);
        await using var db = app.Open();
        var stalls = Enumerable.Range(0, 120)
            .Select(i => new Stall { Market = new Guid(i / 10, 0, 0, new byte[8]), Number = i % 10, Status = Evaluated, Rent = i })
            .ToList();
        db.AddRange(stalls);

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(
            stalls.Where(stall => stall.Rent <= 5).Select(stall => (stall.Market, stall.Number)),
            failure.Violations.Select(violation => ((Guid)violation.Key[0]!, (int)violation.Key[1]!)));
    }

    [Fact]
    public void Unknown_states_and_triggers_throw_on_declaration()
    {
        Assert.Contains("does not contain the state", Declare(t => t.Require((DossierStatus)9, x => true, "a", "x")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "does not contain the trigger", Declare(t => t.Require(Closed, x => true, "a", "x", only => only.OnlyBy("Evaluate"))).Message, StringComparison.Ordinal);
        Assert.Contains("already", Declare(t => t.Require(Closed, x => true, Facts, "x")).Message, StringComparison.Ordinal);

        static ArgumentException Declare(Action<TransitionsBuilder<Dossier, DossierStatus>> more)
            => Assert.ThrowsAny<ArgumentException>(() => With(more).Build(new ModelBuilder()));
    }

    private static bool IsOdd(string name) => name.Length % 2 == 1;

    private static async Task<string> StatesAsync(TestApplication app, int id)
        => string.Join(' ', (await app.RowsAsync<Dossier>(id)).Select(row => row.ToState));

    public sealed class Stall
    {
        public Guid Market { get; set; }

        public int Number { get; set; }

        public DossierStatus Status { get; set; }

        public int Rent { get; set; }
    }
}

public sealed class PrerequisiteSqliteTests(SqliteDatabase database) : PrerequisiteTests<SqliteDatabase>(database);

public sealed class PrerequisitePostgresTests(PostgresDatabase database) : PrerequisiteTests<PostgresDatabase>(database);

public sealed class PrerequisiteSqliteLedgerTests(SqliteLedgerDatabase database) : PrerequisiteTests<SqliteLedgerDatabase>(database);

public sealed class PrerequisitePostgresLedgerTests(PostgresLedgerDatabase database) : PrerequisiteTests<PostgresLedgerDatabase>(database);
