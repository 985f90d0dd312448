using System.Linq.Expressions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Translation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>Conditions on values that PostgreSQL stores inexactly throw when the model is built.</summary>
public sealed class PostgresConditionLimitTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly Dictionary<string, (Expression<Func<Sample, bool>> Condition, string Why)> Refused = new(StringComparer.Ordinal)
    {
        ["ticks"] = (x => x.Time > new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1), "finer than the microseconds"),
        ["local time"] = (x => x.Time > new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local), "local time"),
        ["with and without zone"] = (x => x.Time < x.Until, "different forms"),
        ["division of decimals"] = (x => x.Amount / 3m > 1m, "rounds differently"),
    };

    public static TheoryData<string> Names => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_condition_the_provider_would_evaluate_differently_throws(string what)
    {
        var model = DeskModel.Only(all => all.Entity<Sample>(sample =>
        {
            sample.Property(x => x.Until).HasColumnType("timestamp without time zone");
            sample.Ignore(x => x.Unmapped).Ignore(x => x.Owned).Ignore(x => x.Missing).Ignore(x => x.Complex);
            sample.HasCheck(Refused[what].Condition, "sample.refused");
        }));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.StartsWith("Sample 'sample.refused'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Refused[what].Why, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_insensitive_text_columns_are_compared_case_sensitively()
    {
        var model = DeskModel.Only(all =>
        {
            all.HasPostgresExtension("citext");
            all.Entity<Sample>(sample =>
            {
                sample.Property(x => x.Note).HasColumnType("citext");
                sample.Ignore(x => x.Unmapped).Ignore(x => x.Owned).Ignore(x => x.Missing).Ignore(x => x.Complex);
                sample.HasCheck(x => x.Note == "a", "sample.note");
            });
        });

        var check = (await ShiftModel.ModelAsync(database, model)).Checks().Single();

        Assert.Equal("\"Note\" IS NOT NULL AND CAST(\"Note\" AS text) = 'a'", check.Sql);
    }
}
