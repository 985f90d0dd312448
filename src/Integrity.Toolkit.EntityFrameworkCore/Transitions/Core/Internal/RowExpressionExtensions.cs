using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>Parts of queries about rows whose properties are only defined by the model.</summary>
internal static class RowExpressionExtensions
{
    /// <summary>Returns the value of a property, including shadow properties.</summary>
    public static Expression GetRowProperty(this Expression row, IReadOnlyProperty property)
        => Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    /// <summary>Returns the values of several properties, for a projection.</summary>
    public static NewArrayExpression GetRowValues(this Expression row, IEnumerable<IProperty> properties)
        => Expression.NewArrayInit(
            typeof(object), properties.Select(property => Expression.Convert(GetRowProperty(row, property), typeof(object))));

    /// <summary>Returns the condition that a row has a key.</summary>
    public static Expression HasKey(this Expression row, IEnumerable<IProperty> key, IReadOnlyList<object?> values)
        => key.Select((property, i) => (Expression)Expression.Equal(
                GetRowProperty(row, property), QueryParameter.Of(values[i], property.ClrType)))
            .Aggregate(Expression.AndAlso);

    /// <summary>Returns the condition that a row has one of some keys.</summary>
    public static Expression HasAnyKey(
        this Expression row, IReadOnlyList<IProperty> key, IReadOnlyList<IReadOnlyList<object?>> keys)
    {
        if (key is not [var only] || keys.Count == 1)
        {
            return keys.Select(values => HasKey(row, key, values)).Aggregate(Expression.OrElse);
        }

        var list = Array.CreateInstance(only.ClrType, keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            list.SetValue(keys[i][0], i);
        }

        return Expression.Call(
            typeof(Enumerable),
            nameof(Enumerable.Contains),
            [only.ClrType],
            QueryParameter.Of(list, typeof(IEnumerable<>).MakeGenericType(only.ClrType)),
            GetRowProperty(row, only));
    }
}
