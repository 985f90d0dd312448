using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>The value of a key as text, which is the same whether it is created in memory, by SQLite or by PostgreSQL.</summary>
internal static class KeyText
{
    private static readonly FrozenSet<Type> Types =
        FrozenSet.Create(typeof(string), typeof(Guid), typeof(int), typeof(long), typeof(short), typeof(byte));

    /// <summary>
    /// The column types in which a value has exactly one text: others pad it, or treat different texts as equal.
    /// </summary>
    private static readonly FrozenSet<string> ColumnTypes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "text", "varchar", "character varying", "nvarchar", "uuid",
        "smallint", "int", "integer", "bigint", "int2", "int4", "int8");

    public static bool Is(IReadOnlyProperty key)
        => Types.Contains(key.ClrType)
            && key.GetValueConverter() is null
            && key.GetProviderClrType() is null
            && key.GetCollation() is null
            && key.IsFixedLength() != true
            && (key.FindAnnotation(RelationalAnnotationNames.ColumnType)?.Value is not string columnType
                || ColumnTypes.Contains(columnType.Split('(')[0].Trim()));

    public static string? Of(object? value) => value switch
    {
        null => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <summary>Returns the value of a text, or the text itself if another program wrote a text that is not a value.</summary>
    public static object Parse(Type type, string text)
    {
        try
        {
            return type == typeof(Guid) ? Guid.Parse(text) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            return text;
        }
    }

    /// <summary>Returns the text of a value in a query.</summary>
    public static Expression Of(Expression value)
    {
        if (value.Type == typeof(string))
        {
            return value;
        }

        // SQLite stores a Guid with upper-case letters.
        var text = Expression.Call(value, nameof(ToString), Type.EmptyTypes);
        return value.Type == typeof(Guid) ? Expression.Call(text, nameof(string.ToLower), Type.EmptyTypes) : text;
    }

    /// <summary>Returns the text of a value in SQL.</summary>
    public static string Of(string column, Type type)
        => type == typeof(string) ? column : type == typeof(Guid) ? $"lower(CAST({column} AS TEXT))" : $"CAST({column} AS TEXT)";
}
