using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Core;

/// <summary>States that are strings or value objects.</summary>
public abstract class TextStateTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<string> Papers = TransitionTable.Create<string>("paper", t => t
        .Initial("draft").Permit("draft", "it's sent").Permit("it's sent", "gone").Terminal("gone"));

    private static readonly DeskModel PaperModel = DeskModel.With(model => model.Entity<Paper>(paper =>
    {
        paper.Property(x => x.Status).HasMaxLength(20).IsRequired(false);
        paper.HasTransitions(x => x.Status!, Papers);
    }));

    private static readonly TransitionTable<Stage> Stages = TransitionTable.Create<Stage>("parcel", t => t
        .Initial(new Stage("packed")).Permit(new Stage("packed"), new Stage("sent")).Terminal(new Stage("sent")));

    private static readonly DeskModel ParcelModel = DeskModel.With(model => model.Entity<Parcel>(parcel =>
    {
        parcel.Property(x => x.Stage).HasConversion(stage => stage.Code, code => new Stage(code));
        parcel.HasTransitions(x => x.Stage, Stages);
    }));

    [Fact]
    public async Task A_string_status_follows_its_transition_table()
    {
        await using var app = await TestApplication.CreateAsync(database, PaperModel, blocks: Alone);
        var paper = await app.SaveAsync(new Paper { Status = "draft" });
        await using var db = app.Open();

        (await db.Set<Paper>().SingleAsync()).Status = "it's sent";
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Paper>(paper.Id), "it's sent");
        Assert.Equal(1, await db.TransitionsOf<Paper>().CountAsync(row => row.ToState == "it's sent"));
    }

    [Theory]
    [InlineData("Draft")]
    [InlineData("draft ")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_different_spelling_and_null_are_unknown_states(string? status)
    {
        await using var app = await TestApplication.CreateAsync(database, PaperModel, blocks: Alone);
        await using var db = app.Open();

        db.Add(new Paper { Status = status });
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.unknown-state", violation.Code);
        Assert.Empty(app.Sql.Commands);
    }

    [Fact]
    public async Task A_status_cannot_be_set_to_null()
    {
        await using var app = await TestApplication.CreateAsync(database, PaperModel, blocks: Alone);
        var paper = await app.SaveAsync(new Paper { Status = "draft" });
        await using var db = app.Open();

        (await db.Set<Paper>().SingleAsync()).Status = null;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.unknown-state", violation.Code);
        AssertUnbroken(await app.RowsAsync<Paper>(paper.Id), "draft");
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.Begins)]
    public async Task A_new_entity_without_a_status_starts_in_the_state_it_transitions_to()
    {
        await using var app = await TestApplication.CreateAsync(database, PaperModel, blocks: Alone);
        await using var db = app.Open();
        var paper = new Paper();
        db.Add(paper);

        var violation = Refused(() => db.Entry(paper).TransitionTo("gone"));
        var afterViolation = paper.Status;
        db.Entry(paper).TransitionTo("draft", "copied");
        db.Entry(paper).TransitionTo("it's sent");
        await db.SaveChangesAsync();

        Assert.Equal(("transition.not-initial", null), (violation.Code, afterViolation));
        var rows = await app.RowsAsync<Paper>(paper.Id);
        AssertUnbroken(rows, "it's sent");
        Assert.Equal(["copied", null], rows.Select(row => row.Reason));
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsEnforced)]
    public async Task In_observe_mode_a_row_without_a_status_can_get_one()
    {
        var model = DeskModel.With(m => m.Entity<Paper>(paper =>
        {
            paper.Property(x => x.Status).IsRequired(false);
            paper.HasTransitions(x => x.Status!, Papers).Observe();
        }));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        var paper = await app.SaveAsync(new Paper());
        await using var db = app.Open();

        (await db.Set<Paper>().SingleAsync()).Status = "it's sent";
        await db.SaveChangesAsync();

        var rows = await app.RowsAsync<Paper>(paper.Id);
        AssertUnbroken(rows, "it's sent");
        Assert.True(Assert.Single(rows).OffTable);
    }

    [FactExcept(typeof(ISharesHistory), ISharesHistory.HasItsTable)]
    public async Task A_value_object_is_stored_by_its_converter_and_read_as_its_text()
    {
        await using var app = await TestApplication.CreateAsync(database, ParcelModel, blocks: Alone);
        var parcel = await app.SaveAsync(new Parcel());
        await using var db = app.Open();

        db.Entry(await db.Set<Parcel>().SingleAsync()).TransitionTo(new Stage("sent"));
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Parcel>(parcel.Id), "<sent>");
        Assert.Equal(
            ["packed", "sent"],
            await db.Database.SqlQueryRaw<string>(
                """SELECT "ToState" AS "Value" FROM "ParcelStageHistory" ORDER BY "Sequence" """).ToListAsync());
    }

    [Fact]
    public async Task The_history_of_a_value_object_can_be_queried_by_a_text_that_never_occurred()
    {
        var never = TransitionTable.Create<Never>("never", t => t
            .Initial(new Never("a")).Permit(new Never("a"), new Never("b")).Terminal(new Never("b")));
        var model = DeskModel.With(m => m.Entity<Bottle>(bottle =>
        {
            bottle.Property(x => x.Never).HasConversion(x => x.Code, code => new Never(code));
            bottle.HasTransitions(x => x.Never, never);
        }));
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await using var db = app.Open();

        Assert.Equal(0, await db.TransitionsOf<Bottle>().CountAsync(row => row.ToState == "<b>"));
    }

    public sealed record Stage(string Code)
    {
        public override string ToString() => $"<{Code}>";
    }

    /// <summary>Used by one test only, because the toolkit caches states for the lifetime of the process.</summary>
    public sealed record Never(string Code)
    {
        public override string ToString() => $"<{Code}>";
    }

    public sealed class Paper
    {
        public int Id { get; set; }

        public string? Status { get; set; }
    }

    public sealed class Parcel
    {
        public int Id { get; set; }

        public Stage Stage { get; set; } = new("packed");
    }

    public sealed class Bottle
    {
        public int Id { get; set; }

        public Never Never { get; set; } = new("a");
    }
}

public sealed class TextStateSqliteTests(SqliteDatabase database) : TextStateTests<SqliteDatabase>(database);

public sealed class TextStatePostgresTests(PostgresDatabase database) : TextStateTests<PostgresDatabase>(database);

public sealed class TextStateSqliteLedgerTests(SqliteLedgerDatabase database) : TextStateTests<SqliteLedgerDatabase>(database);

public sealed class TextStatePostgresLedgerTests(PostgresLedgerDatabase database) : TextStateTests<PostgresLedgerDatabase>(database);

public sealed class TextStateSqliteSharedHistoryTests(SqliteSharedHistoryDatabase database) : TextStateTests<SqliteSharedHistoryDatabase>(database);

public sealed class TextStatePostgresSharedHistoryTests(PostgresSharedHistoryDatabase database) : TextStateTests<PostgresSharedHistoryDatabase>(database);
