using System.Globalization;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Translation;

/// <summary>
/// Describes how a column stores its values, and creates the literals of constants that are compared with it.
/// </summary>
internal sealed class ConditionColumnTranslator(IColumnSql sql, StoreObjectIdentifier table, string row)
{
    private static readonly HashSet<string> KeepingOrder =
    [
        "CastingConverter`2", "EnumToNumberConverter`2", "TimeSpanToTicksConverter", "DateTimeToTicksConverter", "BoolToZeroOneConverter`1",
    ];

    /// <summary>
    /// PostgreSQL types that do not support the operators of texts and numbers, or that normalize their values.
    /// </summary>
    private static readonly HashSet<string> OfTheirOwn = ["json", "jsonb", "xml", "ltree", "money"];

    private readonly bool _isPostgres = sql.Dialect is PostgreSqlDialect;

    /// <summary>Returns the type of a column that supports null checks only; null for all other columns.</summary>
    public string? Opaque(IReadOnlyProperty property)
        => _isPostgres && sql.StoreType(property) is var type && OfTheirOwn.Contains(type) ? type : null;

    public SqlFragment Term(IReadOnlyProperty property, bool canBeNull)
    {
        var mapping = sql.Mapping(property);
        var type = property.ClrType.UnwrapNullable();
        var form = FormOf(type, mapping);
        var column = row + sql.Column(property, table);
        var term = new SqlFragment(column, form, canBeNull, value => Literal(mapping, type, form, value))
        {
            Property = property,
            Column = column,
            Storage = StorageOf(property, mapping, form),
            IsConverted = mapping.Converter is not null && !type.IsEnum,
            HasOrder = HasOrder(type, form),
        };

        return form switch
        {
            SqlValueKind.Decimal when !_isPostgres => term with { Sql = $"CAST({column} AS REAL)" },
            SqlValueKind.Time when !_isPostgres && Stored(type, mapping) == typeof(DateTimeOffset) => term with { Sql = Instant(column) },
            SqlValueKind.Text when _isPostgres && sql.StoreType(property).StartsWith("citext", StringComparison.OrdinalIgnoreCase)
                => term with { Sql = $"CAST({column} AS text)" },
            SqlValueKind.Text or SqlValueKind.Character when property.GetCollation() is not null
                => term with { Sql = _isPostgres ? $"{column} COLLATE \"C\"" : $"{column} COLLATE BINARY" },
            _ => term,
        };
    }

    private static Type Stored(Type type, RelationalTypeMapping mapping)
        => mapping.Converter is { } converter ? converter.ProviderClrType.UnwrapNullable() : type;

    /// <summary>
    /// SQLite stores a DateTimeOffset as a text of the local time with its offset. Converted to a number, the values can be
    /// compared. The seconds are converted without their fraction, which would be rounded.
    /// </summary>
    private static string Instant(string column)
        => $"(CAST(strftime('%s', substr({column}, 1, 19) || substr({column}, -6)) AS INTEGER) * 10000000"
            + $" + CAST(substr(substr({column}, 21, max(length({column}) - 26, 0)) || '0000000', 1, 7) AS INTEGER))";

    private SqlValueKind FormOf(Type type, RelationalTypeMapping mapping)
    {
        if (mapping.Converter is { } converter && !KeepingOrder.Contains(converter.GetType().Name)
            && !(converter.ModelClrType == converter.ProviderClrType && converter.ModelClrType.UnwrapNullable() == typeof(DateTime)))
        {
            return SqlValueKind.Opaque;
        }

        var stored = Stored(type, mapping);
        return stored switch
        {
            _ when stored.IsEnum => SqlValueKind.Opaque,
            _ when stored == typeof(ulong) && !_isPostgres => SqlValueKind.Unsigned,
            _ when stored.IsInteger() => type == typeof(bool) ? SqlValueKind.Opaque : SqlValueKind.Integer,
            _ when stored == typeof(decimal) => type.IsInteger() ? SqlValueKind.Integer : SqlValueKind.Decimal,
            _ when stored == typeof(double) => SqlValueKind.Double,
            _ when stored == typeof(float) => SqlValueKind.Single,
            _ when stored == typeof(string) => SqlValueKind.Text,
            _ when stored == typeof(char) => SqlValueKind.Character,
            _ when stored == typeof(bool) => SqlValueKind.Bool,
            _ when stored == typeof(DateTime) || stored == typeof(DateTimeOffset) || stored == typeof(DateOnly) || stored == typeof(TimeOnly)
                => SqlValueKind.Time,
            _ when stored == typeof(TimeSpan) => SqlValueKind.Duration,
            _ when stored == typeof(Guid) => SqlValueKind.Guid,
            _ when stored == typeof(byte[]) => SqlValueKind.Bytes,
            _ => SqlValueKind.Opaque,
        };
    }

    private bool HasOrder(Type type, SqlValueKind form)
        => form is not (SqlValueKind.Opaque or SqlValueKind.Guid or SqlValueKind.Bytes or SqlValueKind.Bool)
            && (form != SqlValueKind.Duration || _isPostgres)
            && (form != SqlValueKind.Text || type == typeof(string));

    private string StorageOf(IReadOnlyProperty property, RelationalTypeMapping mapping, SqlValueKind form)
        => form is SqlValueKind.Integer or SqlValueKind.Unsigned or SqlValueKind.Double or SqlValueKind.Single or SqlValueKind.Bool or SqlValueKind.Text
            && (mapping.Converter is null || form == SqlValueKind.Integer)
            ? ""
            : form == SqlValueKind.Decimal && mapping.Converter is null ? ""
            : $"{(form is SqlValueKind.Opaque ? mapping.Converter?.GetType().ToString() : "")} {Bare(sql.StoreType(property))}";

    /// <summary>The type without its length and precision.</summary>
    private static string Bare(string storeType)
    {
        var open = storeType.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? storeType : storeType[..open] + storeType[(storeType.IndexOf(')', StringComparison.Ordinal) + 1)..];
    }

    private string Literal(RelationalTypeMapping mapping, Type type, SqlValueKind form, object value)
    {
        var typed = Typed(type, value);
        var stored = mapping.Converter is null ? typed : mapping.Converter.ConvertToProvider(typed)!;

        return form switch
        {
            SqlValueKind.Integer => SqlLiterals.Integer(stored),
            SqlValueKind.Unsigned => Small((ulong)stored),
            SqlValueKind.Decimal => _isPostgres ? SqlLiterals.Decimal(stored) : SqlLiterals.DecimalAsDouble(stored),
            SqlValueKind.Double => _isPostgres ? SqlLiterals.DoubleOnPostgres(stored) : SqlLiterals.DoubleOnSqlite(stored),
            SqlValueKind.Single => _isPostgres ? SqlLiterals.SingleOnPostgres(stored) : SqlLiterals.DoubleOnSqlite(stored),
            SqlValueKind.Text or SqlValueKind.Character => SqlLiterals.Text(stored, _isPostgres),
            SqlValueKind.Time when !_isPostgres && stored is DateTimeOffset => SqlLiterals.Instant(stored),
            SqlValueKind.Time or SqlValueKind.Duration when _isPostgres => mapping.GenerateSqlLiteral(Zoned(mapping, typed)),
            SqlValueKind.Bytes => throw new NotSupportedException("is compared by reference in C#"),
            _ => Checked(mapping, typed),
        };
    }

    private static string Checked(RelationalTypeMapping mapping, object value)
    {
        var stored = mapping.Converter is null ? value : mapping.Converter.ConvertToProvider(value);
        if (stored is string text)
        {
            SqlLiterals.EnsureWritable(text);
        }

        return mapping.GenerateSqlLiteral(value);
    }

    private static string Small(ulong value)
        => value <= long.MaxValue ? SqlLiterals.Integer(value) : throw new NotSupportedException(
            "exceeds the greatest integer that SQLite can store");

    /// <summary>Converts the number that the compiler uses for an enum or a character back to its type.</summary>
    private static object Typed(Type type, object value)
        => type == value.GetType() ? value
            : type.IsEnum ? Exact(Enum.ToObject(type, value), value)
            : type == typeof(char) ? Exact(checked((char)Convert.ToInt32(value, CultureInfo.InvariantCulture)), value)
            : value is IConvertible && typeof(IConvertible).IsAssignableFrom(type)
                ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
                : value;

    private static object Exact(object typed, object value)
        => SqlLiterals.Integer(typed) == SqlLiterals.Integer(value) ? typed : throw new NotSupportedException(
            $"is not a {typed.GetType().Name}");

    /// <summary>
    /// PostgreSQL has microsecond precision, and accepts only UTC for a type with a time zone. C# ignores the kind in
    /// comparisons.
    /// </summary>
    private static object Zoned(RelationalTypeMapping mapping, object value)
    {
        var ticks = value switch
        {
            DateTime time when time != DateTime.MaxValue => time.Ticks,
            DateTimeOffset time when time != DateTimeOffset.MaxValue => time.Ticks,
            TimeOnly time => time.Ticks,
            TimeSpan span => span.Ticks,
            _ => 0,
        };
        if (ticks % TimeSpan.TicksPerMicrosecond != 0)
        {
            throw new NotSupportedException("has a precision finer than the microseconds that PostgreSQL stores");
        }

        return value switch
        {
            DateTime time when mapping.StoreType.Contains("with time zone", StringComparison.Ordinal) => time.Kind == DateTimeKind.Local
                ? throw new NotSupportedException("is a local time, which depends on the machine")
                : DateTime.SpecifyKind(time, DateTimeKind.Utc),
            DateTime time when mapping.Converter is null => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
            DateTimeOffset time => time.ToUniversalTime(),
            _ => value,
        };
    }
}
