using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Metadata;

/// <summary>
/// Reads times as UTC, because SQLite and other databases do not store the kind of a time.
/// </summary>
internal static class UtcPropertyExtensions
{
    private static readonly ValueConverter<DateTime, DateTime> Converter = new(
        time => time,
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>For a column without a time zone, in which PostgreSQL stores only times of unspecified kind.</summary>
    private static readonly ValueConverter<DateTime, DateTime> ZonelessConverter = new(
        time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    public static void ReadAsUtc(this IMutableProperty property)
    {
        if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(DateTime)
            && property.GetValueConverter() is null
            && property.GetProviderClrType() is null)
        {
            property.SetValueConverter(IsZoneless(property) ? ZonelessConverter : Converter);
        }
    }

    private static bool IsZoneless(IReadOnlyProperty property)
        => property.FindAnnotation(RelationalAnnotationNames.ColumnType)?.Value is string column
            && column.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase)
            && !column.Contains("with time zone", StringComparison.OrdinalIgnoreCase)
            && !column.StartsWith("timestamptz", StringComparison.OrdinalIgnoreCase);
}
