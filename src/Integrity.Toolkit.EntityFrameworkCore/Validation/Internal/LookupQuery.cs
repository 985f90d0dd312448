using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Reads the rows of a type that have one of several values, in batches within the limits of the databases.</summary>
internal static class LookupQuery
{
    /// <summary>Each value is a parameter: SQLite permits 32,766 of them, SQL Server 2,100.</summary>
    private const int MaxValues = 1_000;

    /// <summary>SQLite rejects deeper conditions.</summary>
    private const int MaxTuples = 256;

    private static readonly MethodInfo ReadMethod =
        typeof(LookupQuery).GetMethod(nameof(ReadTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo PropertyMethod = typeof(EF).GetMethod(nameof(EF.Property))!;

    private static readonly MethodInfo ContainsMethod = new Func<IEnumerable<int>, int, bool>(Enumerable.Contains)
        .Method.GetGenericMethodDefinition();

    private static readonly MethodInfo ParametersMethod = typeof(EFExtensions).GetMethod(nameof(EFExtensions.MultipleParameters))!;

    private static readonly MethodInfo ParameterMethod = typeof(EF).GetMethod(nameof(EF.Parameter))!;

    public static async ValueTask<List<LookupRow>> ReadAsync(
        DbContext context,
        LookupTarget target,
        IEnumerable<RowValues> wanted,
        bool async,
        CancellationToken cancellationToken)
    {
        var found = new List<LookupRow>();
        var open = new Stack<RowValues[]>(wanted.Chunk(target.Properties.Count == 1 ? MaxValues : MaxTuples));
        while (open.TryPop(out var some))
        {
            var read = (ValueTask<List<object?[]>>)ReadMethod.MakeGenericMethod(target.EntityType.ClrType).Invoke(
                null, [context, target, some, async, cancellationToken])!;
            if (!TryMatch(target, some, await read.ConfigureAwait(false), found))
            {
                open.Push(some[..(some.Length / 2)]);
                open.Push(some[(some.Length / 2)..]);
            }
        }

        return found;
    }

    /// <summary>
    /// Determines for which value each row was found. Equality by a collation cannot always be determined in memory. For a
    /// single value it is certain, because all rows were found for it.
    /// </summary>
    private static bool TryMatch(LookupTarget target, RowValues[] wanted, List<object?[]> rows, List<LookupRow> found)
    {
        var matched = new List<LookupRow>(rows.Count);
        var loosely = wanted.ToLookup(values => values, RowValues.Loosely);
        foreach (var row in rows)
        {
            var candidates = wanted.Length == 1 ? wanted : loosely[new RowValues(target.Properties, row[target.Key.Count..])];
            if (candidates.Take(2).ToList() is not [var only])
            {
                return false;
            }

            matched.Add(new LookupRow(only, row[..target.Key.Count]));
        }

        found.AddRange(matched);
        return true;
    }

    private static async ValueTask<List<object?[]>> ReadTypedAsync<TEntity>(
        DbContext context,
        LookupTarget target,
        RowValues[] wanted,
        bool async,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        IQueryable<TEntity> query = target.EntityType.HasSharedClrType
            ? context.Set<TEntity>(target.EntityType.Name)
            : context.Set<TEntity>();
        if (target.IgnoresFilters)
        {
            query = query.IgnoreQueryFilters();
        }

        var row = Expression.Parameter(typeof(TEntity), "row");
        Expression condition = target.Properties is [var only]
            ? In(row, only, wanted)
            : Either([.. Padded(wanted).Select(values => All(row, target.Properties, values))]);
        var found = query
            .Where(Expression.Lambda<Func<TEntity, bool>>(condition, row))
            .Select(Expression.Lambda<Func<TEntity, object?[]>>(
                Expression.NewArrayInit(
                    typeof(object), target.Key.Concat(target.Properties).Select(column => Expression.Convert(Read(row, column), typeof(object)))),
                row));
        return async
            ? await found.ToListAsync(cancellationToken).ConfigureAwait(false)
            : [.. found];
    }

    private static MethodCallExpression In(ParameterExpression row, IProperty property, RowValues[] wanted)
    {
        var values = Array.CreateInstance(property.ClrType, wanted.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            values.SetValue(wanted[i].All[0], i);
        }

        var list = typeof(IEnumerable<>).MakeGenericType(property.ClrType);
        return Expression.Call(
            ContainsMethod.MakeGenericMethod(property.ClrType),
            Expression.Call(ParametersMethod.MakeGenericMethod(list), Expression.Constant(values, list)),
            Read(row, property));
    }

    private static Expression All(ParameterExpression row, IReadOnlyList<IProperty> properties, RowValues values)
        => properties
            .Select((property, i) => (Expression)Expression.Equal(
                Read(row, property),
                Expression.Call(
                    ParameterMethod.MakeGenericMethod(property.ClrType),
                    Expression.Constant(values.All[i], property.ClrType))))
            .Aggregate(Expression.AndAlso);

    /// <summary>Combines the conditions in a balanced tree, because a list of hundreds would be too deep.</summary>
    private static Expression Either(ReadOnlySpan<Expression> conditions)
        => conditions.Length == 1
            ? conditions[0]
            : Expression.OrElse(
                Either(conditions[..(conditions.Length / 2)]), Either(conditions[(conditions.Length / 2)..]));

    /// <summary>Pads the values to a power of two, so that only a few different queries are compiled.</summary>
    private static IEnumerable<RowValues> Padded(RowValues[] wanted)
    {
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)wanted.Length);
        return wanted.Concat(Enumerable.Repeat(wanted[^1], count - wanted.Length));
    }

    private static MethodCallExpression Read(ParameterExpression row, IProperty property)
        => Expression.Call(
            PropertyMethod.MakeGenericMethod(property.ClrType), row, Expression.Constant(property.Name));
}
