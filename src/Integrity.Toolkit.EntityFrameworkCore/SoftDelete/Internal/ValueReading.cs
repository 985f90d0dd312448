using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>Reads a value as EF Core does: some types of databases come out of their own methods of the reader only.</summary>
internal static class ValueReading
{
    public static object? Read(DbDataReader reader, int column, RelationalTypeMapping mapping, IProperty property)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        var method = mapping.GetDataReaderMethod();
        var instance = Expression.Convert(Expression.Constant(reader), method.DeclaringType!);
        var read = mapping.CustomizeDataReaderExpression(Expression.Call(instance, method, Expression.Constant(column)));
        var value = Expression.Lambda<Func<object?>>(Expression.Convert(read, typeof(object))).Compile(preferInterpretation: true)();

        return property.GetValueConverter() is { } converter ? converter.ConvertFromProvider(value) : value;
    }
}
