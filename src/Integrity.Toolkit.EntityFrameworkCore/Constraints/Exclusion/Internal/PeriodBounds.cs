using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Exclusion.Internal;

/// <summary>The start and the end of a period, in a form that the database can compare.</summary>
internal sealed class PeriodBounds
{
    private readonly string _from;
    private readonly string _to;
    private readonly string _type;
    private readonly Type _value;
    private readonly Func<string, NotSupportedException> _refuse;

    public PeriodBounds(
        IMutableEntityType entityType,
        string code,
        IMutableProperty from,
        IMutableProperty to,
        StoreObjectIdentifier table,
        ConstraintSqlBuilder rendering)
    {
        (_from, _to) = (rendering.Column(from, table), rendering.Column(to, table));
        _type = rendering.StoreType(from);
        _value = Nullable.GetUnderlyingType(from.ClrType) ?? from.ClrType;
        _refuse = why => new NotSupportedException(
            $"{entityType.ShortName()} '{code}': the database cannot compare the periods from {from.Name} to {to.Name}, "
            + $"because {why}.");
        if (_type != rendering.StoreType(to))
        {
            throw _refuse("their columns have different types");
        }
    }

    /// <summary>The period as a PostgreSQL range.</summary>
    public string Range(string row = "") => $"{RangeType}({row}{_from}, {row}{_to}, '[)')";

    /// <summary>A period that ends before it starts is not a range, and would raise an unrelated error.</summary>
    public string IsRange(string row = "") => $"({row}{_from} <= {row}{_to}) IS NOT FALSE";

    /// <summary>SQLite accepts any value: a text that is not a time would not overlap any period.</summary>
    public string IsUnreadable(string row) => IsTime
        ? string.Join(" OR ", new[] { _from, _to }.Select(column => $"({row}{column} IS NOT NULL AND {Value(row, column)} IS NULL)"))
        : string.Join(" OR ", new[] { _from, _to }.Select(column => $"typeof({Value(row, column)}) NOT IN ('integer', 'real', 'null')"));

    private bool IsTime => _value == typeof(DateTime) || _value == typeof(DateTimeOffset) || _value == typeof(DateOnly);

    private string RangeType => _type.Split(['(', ' '])[0] switch
    {
        "timestamptz" => "tstzrange",
        "timestamp" => _type.Contains("with time zone", StringComparison.Ordinal) ? "tstzrange" : "tsrange",
        "date" => "daterange",
        "smallint" or "integer" => "int4range",
        "bigint" => "int8range",
        "numeric" => "numrange",
        _ => throw _refuse($"it has no range type for {_type}"),
    };

    /// <summary>Whether two PostgreSQL ranges overlap, if both rows have one.</summary>
    public string RangesOverlap(string row, string other)
        => $"CASE WHEN {IsRange(row)} AND {IsRange(other)} THEN {Range(row)} && {Range(other)} ELSE FALSE END";

    /// <summary>Whether the periods of two rows overlap.</summary>
    public string Overlap(string row, string other)
    {
        var (from, to) = (Value(row, _from), Value(row, _to));
        var (otherFrom, otherTo) = (Value(other, _from), Value(other, _to));

        return string.Join("\n    AND ", Before(from, to), Before(otherFrom, otherTo), Before(from, otherTo), Before(otherFrom, to));

        static string Before(string beginning, string end) => $"coalesce({beginning} < {end}, TRUE)";
    }

    /// <summary>Times stored as text are compared as times, because other programs write them in other formats.</summary>
    private string Value(string row, string column) => (_value, _type) switch
    {
        (_, "TEXT") when IsTime => $"julianday({row}{column})",
        ({ } number, "TEXT") when number == typeof(decimal) => $"CAST({row}{column} AS REAL)",
        ({ } number, "INTEGER") when number == typeof(int) || number == typeof(long) || number == typeof(short) => $"{row}{column}",
        _ => throw _refuse($"it cannot order {_value.ShortDisplayName()} values in a column of type {_type}"),
    };
}
