using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>Reads the rows of a type that have one of some values: with one query for as many as a database takes.</summary>
internal static class RowQuery
{
    /// <summary>Each value is a parameter: SQLite takes 32,766 of them, SQL Server 2,100.</summary>
    private const int MaxValues = 1_000;

    /// <summary>Deeper conditions are refused by SQLite.</summary>
    private const int MaxTuples = 256;

    private static readonly MethodInfo ReadMethod =
        typeof(RowQuery).GetMethod(nameof(ReadTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo PropertyMethod = typeof(EF).GetMethod(nameof(EF.Property))!;

    private static readonly MethodInfo ContainsMethod = new Func<IEnumerable<int>, int, bool>(Enumerable.Contains)
        .Method.GetGenericMethodDefinition();

    private static readonly MethodInfo ParametersMethod = typeof(EFExtensions).GetMethod(nameof(EFExtensions.MultipleParameters))!;

    private static readonly MethodInfo ParameterMethod = typeof(EF).GetMethod(nameof(EF.Parameter))!;

    public static async ValueTask<List<object?[]>> ReadAsync(
        DbContext context,
        QuestionTarget target,
        IReadOnlyList<IProperty> columns,
        List<Values> wanted,
        bool async,
        CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        foreach (var chunk in wanted.Chunk(target.Properties.Count == 1 ? MaxValues : MaxTuples))
        {
            var read = (ValueTask<List<object?[]>>)ReadMethod.MakeGenericMethod(target.EntityType.ClrType).Invoke(
                null, [context, target, columns, chunk, async, cancellationToken])!;
            rows.AddRange(await read.ConfigureAwait(false));
        }

        return rows;
    }

    private static async ValueTask<List<object?[]>> ReadTypedAsync<TEntity>(
        DbContext context,
        QuestionTarget target,
        IReadOnlyList<IProperty> columns,
        Values[] wanted,
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
                    typeof(object), columns.Select(column => Expression.Convert(Read(row, column), typeof(object)))),
                row));
        return async
            ? await found.ToListAsync(cancellationToken).ConfigureAwait(false)
            : [.. found];
    }

    private static MethodCallExpression In(ParameterExpression row, IProperty property, Values[] wanted)
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

    private static Expression All(ParameterExpression row, IReadOnlyList<IProperty> properties, Values values)
        => properties
            .Select((property, i) => (Expression)Expression.Equal(
                Read(row, property),
                Expression.Call(
                    ParameterMethod.MakeGenericMethod(property.ClrType),
                    Expression.Constant(values.All[i], property.ClrType))))
            .Aggregate(Expression.AndAlso);

    /// <summary>A balanced tree: one that leans to a side is too deep for hundreds.</summary>
    private static Expression Either(ReadOnlySpan<Expression> conditions)
        => conditions.Length == 1
            ? conditions[0]
            : Expression.OrElse(
                Either(conditions[..(conditions.Length / 2)]), Either(conditions[(conditions.Length / 2)..]));

    /// <summary>A power of two of them, so that there are few different queries to compile.</summary>
    private static IEnumerable<Values> Padded(Values[] wanted)
    {
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)wanted.Length);
        return wanted.Concat(Enumerable.Repeat(wanted[^1], count - wanted.Length));
    }

    private static MethodCallExpression Read(ParameterExpression row, IProperty property)
        => Expression.Call(
            PropertyMethod.MakeGenericMethod(property.ClrType), row, Expression.Constant(property.Name));
}
