using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Exclusion.Internal;

/// <summary>The beginning and the end of a period, as a database can compare them.</summary>
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
            $"{entityType.ShortName()} '{code}': this database cannot tell whether periods from {from.Name} to {to.Name} overlap, "
            + $"because {why}.");
        if (_type != rendering.StoreType(to))
        {
            throw _refuse("their columns are of different types");
        }
    }

    /// <summary>The period as PostgreSQL has it.</summary>
    public string Range(string row = "") => $"{RangeType}({row}{_from}, {row}{_to}, '[)')";

    /// <summary>What ends before it begins is no range, and would be an error of another kind.</summary>
    public string IsRange(string row = "") => $"({row}{_from} <= {row}{_to}) IS NOT FALSE";

    /// <summary>SQLite keeps whatever it is given: a text that is no time would overlap nothing.</summary>
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
        _ => throw _refuse($"it has no ranges of the type {_type}"),
    };

    /// <summary>That two ranges of PostgreSQL, where both rows have one, have a moment in common.</summary>
    public string RangesOverlap(string row, string other)
        => $"CASE WHEN {IsRange(row)} AND {IsRange(other)} THEN {Range(row)} && {Range(other)} ELSE FALSE END";

    /// <summary>That a row and another one have a moment in common.</summary>
    public string Overlap(string row, string other)
    {
        var (from, to) = (Value(row, _from), Value(row, _to));
        var (otherFrom, otherTo) = (Value(other, _from), Value(other, _to));

        return string.Join("\n    AND ", Before(from, to), Before(otherFrom, otherTo), Before(from, otherTo), Before(otherFrom, to));

        static string Before(string beginning, string end) => $"coalesce({beginning} < {end}, TRUE)";
    }

    /// <summary>Texts of times are compared as times: other programs write them in other forms.</summary>
    private string Value(string row, string column) => (_value, _type) switch
    {
        (_, "TEXT") when IsTime => $"julianday({row}{column})",
        ({ } number, "TEXT") when number == typeof(decimal) => $"CAST({row}{column} AS REAL)",
        ({ } number, "INTEGER") when number == typeof(int) || number == typeof(long) || number == typeof(short) => $"{row}{column}",
        _ => throw _refuse($"a {_value.ShortDisplayName()} in a column of the type {_type} has no order that it knows"),
    };
}
