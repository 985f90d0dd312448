using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Finds rows by the keys of entities.</summary>
internal sealed class Keys(IReadOnlyList<IProperty> key) : IEqualityComparer<IReadOnlyList<object?>>
{
    /// <summary>How many rows are asked for at once: a key of several columns makes a condition for each row.</summary>
    public int AtOnce => key.Count == 1 ? 500 : 50;

    public static Expression Read(Expression row, IProperty property)
        => Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    /// <summary>The condition that a row has one of some keys.</summary>
    public Expression Among(Expression row, IReadOnlyList<IReadOnlyList<object?>> keys)
    {
        if (key is [var only] && keys.Count > 1)
        {
            var values = Array.CreateInstance(only.ClrType, keys.Count);
            for (var i = 0; i < keys.Count; i++)
            {
                values.SetValue(keys[i][0], i);
            }

            return Expression.Call(
                typeof(Enumerable),
                nameof(Enumerable.Contains),
                [only.ClrType],
                Parameter.Of(values, typeof(IEnumerable<>).MakeGenericType(only.ClrType)),
                Read(row, only));
        }

        return keys.Select(one => key
            .Select((property, i) => (Expression)Expression.Equal(
                Read(row, property), Parameter.Of(one[i], property.ClrType)))
            .Aggregate(Expression.AndAlso)).Aggregate(Expression.OrElse);
    }

    public bool Equals(IReadOnlyList<object?>? x, IReadOnlyList<object?>? y)
        => x is not null && y is not null && key.Select((property, i) => property.GetKeyValueComparer().Equals(x[i], y[i])).All(same => same);

    public int GetHashCode(IReadOnlyList<object?> obj)
    {
        var hash = new HashCode();
        for (var i = 0; i < key.Count; i++)
        {
            hash.Add(obj[i] is { } value ? key[i].GetKeyValueComparer().GetHashCode(value) : 0);
        }

        return hash.ToHashCode();
    }
}
