using System.Globalization;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database.Errors;

/// <summary>Finds the columns that have no room for what an entry holds: PostgreSQL says that there is one, and not which.</summary>
internal static class RefusedValues
{
    public static IReadOnlyList<IColumn> In(IReadOnlyList<EntityEntry> entries, DatabaseRefusalKind kind)
        => [.. entries
            .SelectMany(entry => entry.Metadata.GetTableMappings(), (entry, mapping) => (entry, mapping))
            .SelectMany(at => at.mapping.ColumnMappings.Where(column => MappedRows.IsWritten(at.entry, column.Property)
                && !Fits(column, Value(at.entry, column), kind)))
            .Select(mapping => mapping.Column)
            .Distinct()];

    private static bool Fits(IColumnMapping mapping, object? value, DatabaseRefusalKind kind) => (kind, value) switch
    {
        (DatabaseRefusalKind.TooLong, string text) => mapping.TypeMapping.Size is not { } size || Length(text) <= size,
        (DatabaseRefusalKind.TooLong, byte[] bytes) => mapping.TypeMapping.Size is not { } size || bytes.Length <= size,
        (DatabaseRefusalKind.OutOfRange, IConvertible number) when IsNumber(value) => IsInRange(mapping, number),
        _ => true,
    };

    /// <summary>Databases count characters, and .NET the halves of some of them.</summary>
    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsNumber(object? value)
        => value is sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double;

    private static bool IsInRange(IColumnMapping mapping, IConvertible number)
    {
        var value = number.ToDouble(CultureInfo.InvariantCulture);
        return mapping.TypeMapping.StoreTypeNameBase switch
        {
            "smallint" => value is >= short.MinValue and <= short.MaxValue,
            "integer" => value is >= int.MinValue and <= int.MaxValue,
            "bigint" => value is >= long.MinValue and <= long.MaxValue,
            "real" => double.IsInfinity(value) || Math.Abs(value) <= float.MaxValue,
            "numeric" => mapping.TypeMapping.Precision is not { } precision || Fits(value, precision, mapping.TypeMapping.Scale ?? 0),
            _ => true,
        };
    }

    private static bool Fits(double value, int precision, int scale)
        => Math.Round(Math.Abs(value), Math.Clamp(scale, 0, 15), MidpointRounding.AwayFromZero) < Math.Pow(10, precision - scale);

    private static object? Value(EntityEntry entry, IColumnMapping mapping)
    {
        var value = ChangedEntries.Current(entry, mapping.Property);
        return mapping.TypeMapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
