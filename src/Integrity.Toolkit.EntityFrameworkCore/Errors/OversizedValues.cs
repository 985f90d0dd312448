using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Finds the columns that are too small for the values of an entry. PostgreSQL reports the error, but not the column.
/// </summary>
internal static class OversizedValues
{
    public static IReadOnlyList<IColumn> In(IReadOnlyList<EntityEntry> entries, DatabaseErrorKind kind)
        => [.. entries.SelectMany(entry => In(entry, kind)).Distinct()];

    private static IEnumerable<IColumn> In(EntityEntry entry, DatabaseErrorKind kind)
        => entry.Metadata.GetTableMappings()
            .SelectMany(mapping => mapping.Table.Columns)
            .Where(column => column.FindMapping(entry.Metadata) is { } mapping
                && entry.IsWritten(mapping.Property)
                && !Fits(mapping.TypeMapping, Value(entry, mapping), kind));

    private static bool Fits(RelationalTypeMapping mapping, object? value, DatabaseErrorKind kind) => (kind, value) switch
    {
        (DatabaseErrorKind.TooLong, string text) => mapping.Size is not { } size || Length(text) <= size,
        (DatabaseErrorKind.OutOfRange, decimal number) => mapping.Precision is not { } precision
            || Fits(number, precision, mapping.Scale ?? 0),
        _ => true,
    };

    /// <summary>Databases count code points, whereas .NET counts UTF-16 code units.</summary>
    private static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>The database rounds before it checks the number of integer digits.</summary>
    private static bool Fits(decimal number, int precision, int scale)
        => (double)Math.Round(Math.Abs(number), Math.Clamp(scale, 0, 28), MidpointRounding.AwayFromZero)
            < Math.Pow(10, precision - scale);

    private static object? Value(EntityEntry entry, IColumnMapping mapping)
    {
        var value = entry.GetCurrentValue(mapping.Property);
        return mapping.TypeMapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
