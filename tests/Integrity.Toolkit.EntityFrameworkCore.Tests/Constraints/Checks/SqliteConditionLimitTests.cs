using System.Linq.Expressions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Translation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>Conditions on values that SQLite stores inexactly throw when the model is built.</summary>
public sealed class SqliteConditionLimitTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly Dictionary<string, (Expression<Func<Sample, bool>> Condition, string Why)> Refused = new(StringComparer.Ordinal)
    {
        ["order of lengths of time"] = (x => x.Span > TimeSpan.Zero, "another order"),
        ["decimal arithmetic"] = (x => x.Amount + 0.2m == 0.3m, "0.1 + 0.2"),
        ["digits of a bound"] = (x => x.Amount <= 79228162514264337593543950335m, "15 digits"),
        ["order of numbers above long"] = (x => x.Huge > x.Positive, "different forms"),
        ["a bound above long"] = (x => x.Huge <= ulong.MaxValue, "greatest integer"),
        ["order of an enum as text"] = (x => x.Named > Level.Low, "whose order is unknown"),
        ["two forms"] = (x => x.Named == x.Level, "different forms"),
        ["arithmetic of what is converted"] = (x => x.Cents - 1m > 0m, "another form"),
        ["bytes"] = (x => x.Bytes == Bytes, "by reference"),
        ["half a character"] = (x => x.Text == Half, "unpaired surrogate"),
    };

    private static readonly byte[] Bytes = [1];

    private static readonly string Half = "a\ud83d";

    public static TheoryData<string> Names => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_condition_the_provider_would_evaluate_differently_throws(string what)
    {
        var model = DeskModel.Only(all => all.Entity<Sample>(sample =>
        {
            sample.Property(x => x.Named).HasConversion<string>();
            sample.Property(x => x.Cents).HasConversion<double>();
            sample.Ignore(x => x.Unmapped).Ignore(x => x.Owned).Ignore(x => x.Missing).Ignore(x => x.Complex);
            sample.HasCheck(Refused[what].Condition, "sample.refused");
        }));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.StartsWith("Sample 'sample.refused'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Refused[what].Why, exception.Message, StringComparison.Ordinal);
    }
}
