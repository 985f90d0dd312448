using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.Core;

/// <summary>Every way in which a status and a key can be stored.</summary>
public abstract class StateStorageTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    public enum Light
    {
        Red,
        Green,
        Dark,
    }

    private static TransitionTable<Light> Lights { get; } = TransitionTable.Create<Light>("light", t => t
        .Initial(Light.Red).Permit(Light.Red, Light.Green).Permit(Light.Green, Light.Dark).Terminal(Light.Dark));

    [Fact]
    public async Task An_enum_stored_as_a_number_is_a_number_in_the_history_and_is_read_as_text()
    {
        await using var app = await LightsAsync(light => { });
        await using var db = app.Open();
        var lamp = await AddAsync(db, new Lamp());

        lamp.Light = Light.Green;
        await db.SaveChangesAsync();

        var rows = await app.RowsAsync<Lamp>(lamp.Id);
        AssertUnbroken(rows, "Green");
        Assert.Equal(1, await db.TransitionsOf<Lamp>().CountAsync(row => row.FromState == "Red" && row.ToState == "Green"));
        Assert.Equal([0, 1], await RawAsync<int>(db, "LampLightHistory"));
    }

    [Fact]
    public async Task An_enum_stored_as_text_is_text_in_the_history()
    {
        await using var app = await LightsAsync(light => light.HasConversion<string>().HasMaxLength(10));
        await using var db = app.Open();
        var lamp = await AddAsync(db, new Lamp());

        lamp.Light = Light.Green;
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Lamp>(lamp.Id), "Green");
        Assert.Equal(["Red", "Green"], await RawAsync<string>(db, "LampLightHistory"));
    }

    [Fact]
    public async Task An_enum_with_custom_codes_has_the_codes_in_the_history()
    {
        await using var app = await LightsAsync(
            light => light.HasConversion(x => x == Light.Red ? "r" : "g", x => x == "r" ? Light.Red : Light.Green));
        await using var db = app.Open();
        var lamp = await AddAsync(db, new Lamp());

        lamp.Light = Light.Green;
        await db.SaveChangesAsync();

        AssertUnbroken(await app.RowsAsync<Lamp>(lamp.Id), "Green");
        Assert.Equal(["r", "g"], await RawAsync<string>(db, "LampLightHistory"));
    }

    [Fact]
    public async Task A_state_with_a_database_default_is_recorded_as_stored()
    {
        var flow = TransitionTable.Create<Light>("light", t => t
            .Initial(Light.Red, Light.Green).Permit(Light.Red, Light.Green).Permit(Light.Green, Light.Dark)
            .Terminal(Light.Dark));
        await using var app = await LightsAsync(light => light.HasDefaultValue(Light.Green), flow);
        await using var db = app.Open();

        var lamp = await AddAsync(db, new Lamp());

        await using var later = app.Open();
        var stored = await later.Set<Lamp>().SingleAsync();
        AssertUnbroken(await app.RowsAsync<Lamp>(lamp.Id), stored.Light.ToString());
        Assert.Equal(stored.Light, lamp.Light);
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    public async Task An_undefined_enum_number_is_rejected_with_a_clear_error_on_transition()
    {
        await using var app = await LightsAsync(light => { });
        await using var db = app.Open();
        await AddAsync(db, new Lamp());
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Lamp" SET "Light" = 42""");
        db.ChangeTracker.Clear();
        var lamp = await db.Set<Lamp>().SingleAsync();

        lamp.Light = Light.Green;
        var violation = await RefusedAsync(() => db.SaveChangesAsync());

        Assert.Equal("transition.unknown-state", violation.Code);
        Assert.Contains("Red, Green, Dark", violation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("42", violation.Message, StringComparison.Ordinal);
    }

    [FactExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    public async Task An_undefined_enum_text_is_not_read_as_the_default()
    {
        await using var app = await LightsAsync(light => light.HasConversion<string>());
        await using var db = app.Open();
        await AddAsync(db, new Lamp());
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Lamp" SET "Light" = 'Purple'""");
        db.ChangeTracker.Clear();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<Lamp>().SingleAsync());

        Assert.Contains("Lamp.Light", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Purple", failure.Message, StringComparison.Ordinal);
    }

    [TheoryExcept(typeof(IKeepsLedger), IKeepsLedger.IsKept)]
    [InlineData("42")]
    [InlineData("Red, Green")]
    public async Task A_text_that_only_resembles_an_enum_member_is_not_read(string text)
    {
        await using var app = await LightsAsync(light => light.HasConversion<string>());
        await using var db = app.Open();
        await AddAsync(db, new Lamp());
        await db.Database.ExecuteSqlAsync($"""UPDATE "Lamp" SET "Light" = {text}""");
        db.ChangeTracker.Clear();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<Lamp>().SingleAsync());
    }

    [Fact]
    public async Task A_state_with_an_SQL_default_throws_when_the_model_is_built()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => LightsAsync(light => light.HasDefaultValueSql("1")));

        Assert.Contains("Lamp.Light", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<TEntity> AddAsync<TEntity>(DeskContext db, TEntity entity)
        where TEntity : class
    {
        db.Add(entity);
        await db.SaveChangesAsync();
        return entity;
    }

    private static Task<List<T>> RawAsync<T>(DeskContext db, string table)
#pragma warning disable EF1002 // The name is a constant of the test.
        => db.Database.SqlQueryRaw<T>($"""SELECT "ToState" AS "Value" FROM "{table}" ORDER BY "Sequence" """).ToListAsync();
#pragma warning restore EF1002

    private Task<TestApplication> LightsAsync(Action<PropertyBuilder<Light>> keep, TransitionTable<Light>? flow = null)
        => TestApplication.CreateAsync(
            database,
            DeskModel.With(model => model.Entity<Lamp>(lamp =>
            {
                keep(lamp.Property(x => x.Light));
                lamp.HasTransitions(x => x.Light, flow ?? Lights);
            })),
            blocks: Alone);

    public sealed class Lamp
    {
        public int Id { get; set; }

        public Light Light { get; set; }
    }
}

public sealed class StateStorageSqliteTests(SqliteDatabase database) : StateStorageTests<SqliteDatabase>(database);

public sealed class StateStoragePostgresTests(PostgresDatabase database) : StateStorageTests<PostgresDatabase>(database);

public sealed class StateStorageSqliteLedgerTests(SqliteLedgerDatabase database) : StateStorageTests<SqliteLedgerDatabase>(database);

public sealed class StateStoragePostgresLedgerTests(PostgresLedgerDatabase database) : StateStorageTests<PostgresLedgerDatabase>(database);
