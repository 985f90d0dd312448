using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>Reads a value as EF Core does: some database types require specific methods of the reader.</summary>
internal static class DataReaderExtensions
{
    private const string Annotation = "Integrity:ValueReading";

    public static object? ReadValue(this DbDataReader reader, int column, RelationalTypeMapping mapping, IProperty property)
        => reader.IsDBNull(column)
            ? null
            : property.GetOrAddRuntimeAnnotationValue(Annotation, static mapping => Compile(mapping!), mapping)(reader, column);

    private static Func<DbDataReader, int, object?> Compile(RelationalTypeMapping mapping)
    {
        var (reader, column) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var method = mapping.GetDataReaderMethod();
        var read = mapping.CustomizeDataReaderExpression(
            Expression.Call(Expression.Convert(reader, method.DeclaringType!), method, column));
        var value = Expression.Lambda<Func<DbDataReader, int, object?>>(
            Expression.Convert(read, typeof(object)), reader, column).Compile();

        return mapping.Converter is { } converter
            ? (row, i) => converter.ConvertFromProvider(value(row, i))
            : value;
    }
}
