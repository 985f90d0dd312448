using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Translation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation.Checks;

/// <summary>The database and the rule agree at each bound.</summary>
public abstract class CheckBoundaryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly Dictionary<string, (Action<Gauge> Inside, Action<Gauge> Outside)> Bounds = new(StringComparer.Ordinal)
    {
        ["int from"] = (x => x.Whole = 1, x => x.Whole = 0),
        ["int to"] = (x => x.Whole = 5, x => x.Whole = 6),
        ["long"] = (x => x.Wide = long.MaxValue - 1, x => x.Wide = long.MaxValue),
        ["short"] = (x => x.Small = 1, x => x.Small = 0),
        ["byte"] = (x => x.Tiny = 199, x => x.Tiny = 200),
        ["ulong"] = (x => x.Huge = 100, x => x.Huge = 101),
        ["ulong beyond long"] = (x => x.Huge = 0, x => x.Huge = ulong.MaxValue),
        ["decimal from"] = (x => x.Amount = 0.1m, x => x.Amount = 0.0999999999m),
        ["decimal to"] = (x => x.Amount = 100.00m, x => x.Amount = 100.000000001m),
        ["decimal as text"] = (x => x.Amount = 9m, x => x.Amount = 1000m),
        ["decimal, greatest"] = (x => x.Most = decimal.MaxValue, x => x.Most = decimal.MinValue),
        ["decimal, smallest"] = (x => x.Most = 0.0000000000000000000000000001m, x => x.Most = -0.0000000000000000000000000001m),
        ["digits before the point"] = (x => x.Price = 9999.99m, x => x.Price = 10000m),
        ["digits after the point"] = (x => x.Price = -0.120m, x => x.Price = -0.125m),
        ["double from"] = (x => x.Real = double.BitIncrement(0.1), x => x.Real = 0.1),
        ["double to"] = (x => x.Real = double.BitDecrement(0.3), x => x.Real = 0.3),
        ["float"] = (x => x.Rough = 0.1f, x => x.Rough = float.BitDecrement(0.1f)),
        ["DateTime from"] = (x => x.Time = GaugeRules.At(0), x => x.Time = GaugeRules.At(11)),
        ["DateTime to"] = (x => x.Time = GaugeRules.At(10), x => x.Time = GaugeRules.At(10).AddMicroseconds(1)),
        ["order of times"] = (x => (x.Time, x.Until) = (GaugeRules.At(1), GaugeRules.At(1)), x => (x.Time, x.Until) = (GaugeRules.At(1).AddMicroseconds(1), GaugeRules.At(1))),
        ["DateTimeOffset"] = (x => x.Instant = new DateTimeOffset(GaugeRules.At(0)), x => x.Instant = new DateTimeOffset(GaugeRules.At(0).AddMicroseconds(1))),
        ["DateOnly"] = (x => x.Date = new DateOnly(2026, 1, 2), x => x.Date = new DateOnly(2026, 1, 1)),
        ["TimeOnly from"] = (x => x.Clock = new TimeOnly(9, 0), x => x.Clock = new TimeOnly(8, 59, 59, 999, 999)),
        ["TimeOnly to"] = (x => x.Clock = new TimeOnly(17, 30), x => x.Clock = new TimeOnly(17, 30, 0, 0, 1)),
        ["TimeSpan as a number"] = (x => x.Ticks = TimeSpan.FromHours(30), x => x.Ticks = TimeSpan.FromHours(30) + TimeSpan.FromTicks(1)),
        ["text from"] = (x => x.Word = "B", x => x.Word = "Azzz"),
        ["text to"] = (x => x.Word = "Lz", x => x.Word = "a"),
        ["length from"] = (x => x.Text = "éé", x => x.Text = "é"),
        ["length to"] = (x => x.Text = "日本語x", x => x.Text = "日本語xx"),
        ["choice with a quote"] = (x => x.Choice = "it's", x => x.Choice = "it''s"),
        ["choice with a backslash"] = (x => x.Choice = "back\\slash", x => x.Choice = "backslash"),
        ["choice and case"] = (x => x.Choice = "Ä", x => x.Choice = "ä"),
        ["required"] = (x => x.Must = " .", x => x.Must = null),
        ["required, not blank"] = (x => x.Must = ".", x => x.Must = "\u3000\t "),
        ["required key"] = (x => x.Token = new Guid("00000000-0000-0000-0000-000000000001"), x => x.Token = Guid.Empty),
        ["enum"] = (x => x.Level = Level.High, x => x.Level = (Level)3),
        ["enum as text"] = (x => x.Named = Level.High, x => x.Named = (Level)3),
        ["flags"] = (x => x.Marks = Marks.Red | Marks.Green | Marks.Blue, x => x.Marks = (Marks)8),
        ["required if"] = (x => (x.Closed, x.Reason) = (true, "done"), x => x.Closed = true),
        ["condition"] = (x => (x.Word, x.Text) = ("CC", "DD"), x => (x.Word, x.Text) = ("CC", "CC")),
    };

    public static TheoryData<string> Names => [.. Bounds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_last_valid_value_is_saved_and_the_first_invalid_value_is_rejected(string bound)
    {
        await using var app = await GaugeModel.CreateApplicationAsync(database);
        await using var db = GaugeModel.Bare(app);
        var (inside, outside) = (new Gauge(), new Gauge());
        Bounds[bound].Inside(inside);
        Bounds[bound].Outside(outside);

        db.Add(inside);
        await db.SaveChangesAsync();
        db.Add(outside);
        var exception = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Contains("CK_Gauges_", exception.InnerException!.Message, StringComparison.Ordinal);
        Assert.True(new GaugeRules().IsValid(inside));
        Assert.False(new GaugeRules().IsValid(outside));
    }

    [Fact]
    public async Task A_null_is_permitted()
    {
        await using var app = await GaugeModel.CreateApplicationAsync(database);
        await using var db = GaugeModel.Bare(app);

        db.Add(new Gauge());
        await db.SaveChangesAsync();

        Assert.Equal(1, await db.Set<Gauge>().CountAsync());
    }
}

public sealed class CheckBoundarySqliteTests(SqliteDatabase database) : CheckBoundaryTests<SqliteDatabase>(database);

public sealed class CheckBoundaryPostgresTests(PostgresDatabase database) : CheckBoundaryTests<PostgresDatabase>(database);
