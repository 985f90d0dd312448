using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Integrity.Toolkit.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

/// <summary>Conditions without an exact SQL equivalent throw when the model is built, with the name and the remedy.</summary>
public abstract class ConditionDatabaseErrorTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DateTime[] Unordered = [];

    [SuppressMessage("Performance", "CA1862", Justification = "The condition must be rejected.")]
    [SuppressMessage("Globalization", "CA1309", Justification = "The condition must be rejected.")]
    [SuppressMessage("Globalization", "CA1310", Justification = "The condition must be rejected.")]
    private static readonly Dictionary<string, (Expression<Func<Shift, bool>> Condition, string Why)> Refused = new(StringComparer.Ordinal)
    {
        ["clock"] = (x => x.StartsAt <= DateTime.UtcNow, "DateTime.UtcNow"),
        ["new guid"] = (x => Guid.NewGuid() != Guid.Empty && x.Seats > 0, "Guid.NewGuid"),
        ["unmapped"] = (x => x.Shown == "a", "Shift.Shown is not mapped"),
        ["part of a time"] = (x => x.StartsAt.Year > 2000, "no exact SQL equivalent"),
        ["culture"] = (x => x.Desk != null && x.Desk.StartsWith("ab"), "StringComparison.Ordinal"),
        ["case"] = (x => x.Desk != null && x.Desk.ToUpperInvariant().Length > 1, "culture"),
        ["ignoring case"] = (x => x.Desk != null && x.Desk.Equals("a", StringComparison.OrdinalIgnoreCase), "culture"),
        ["order of texts"] = (x => x.Desk != null && string.Compare(x.Desk, "a") > 0, "culture"),
        ["order of two texts"] = (x => string.CompareOrdinal(x.Desk, x.Shown) > 0, "not mapped"),
        ["own code"] = (x => IsFine(x), "no exact SQL equivalent"),
        ["own code of a member"] = (x => IsFine(x.Seats), "no exact SQL equivalent"),
        ["whole object"] = (x => x.Owned == null, "object of several columns"),
        ["rounding"] = (x => (byte)x.Seats > 1, "rounds or truncates"),
        ["own comparer"] = (x => new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }.Contains(x.Desk!), "comparer"),
        ["failing constant"] = (x => x.StartsAt > Unordered[0], "IndexOutOfRangeException"),
    };

    public static TheoryData<string> Names => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_expression_without_an_exact_SQL_equivalent_throws_and_is_named(string what)
    {
        var model = ShiftModel.Of(shift => shift.HasCheck(Refused[what].Condition, "shift.refused"));

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.StartsWith("Shift 'shift.refused'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Refused[what].Why, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_on_a_JSON_member_throws()
    {
        var model = ShiftModel.Of(shift =>
        {
            shift.OwnsOne(x => x.Owned, owned => owned.ToJson());
            shift.HasCheck(x => x.Owned.Count > 0, "shift.json");
        });

        var exception = await ShiftModel.RefusedAsync(database, model);

        Assert.Contains("JSON", exception.Message, StringComparison.Ordinal);
    }

    private static bool IsFine(object value) => value is not null;
}

public sealed class ConditionDatabaseErrorSqliteTests(SqliteDatabase database) : ConditionDatabaseErrorTests<SqliteDatabase>(database);

public sealed class ConditionDatabaseErrorPostgresTests(PostgresDatabase database) : ConditionDatabaseErrorTests<PostgresDatabase>(database);
