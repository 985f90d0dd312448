using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Counters;

/// <summary>Finds the rows whose counter differs from its count: the key values, the counter and the count.</summary>
internal sealed class CounterDifferenceQuery<TEntity>(
    DbContext context,
    IEntityType entityType,
    Counter counter,
    Expression<Func<TEntity, long>> count,
    bool ignoresFilters)
    where TEntity : class
{
    private readonly ParameterExpression _row = count.Parameters[0];

    /// <summary>Returns the rows whose count is within the bounds, ordered by key.</summary>
    public IQueryable<object?[]> Inside(int most)
    {
        var rows = Differing(Expression.Not(IsOutside()));
        foreach (var (property, i) in entityType.FindPrimaryKey()!.Properties.Select((property, i) => (property, i)))
        {
            var key = Expression.Lambda(Read(property), _row);
            rows = rows.Provider.CreateQuery<TEntity>(Expression.Call(
                typeof(Queryable),
                i == 0 ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy),
                [typeof(TEntity), property.ClrType],
                rows.Expression,
                Expression.Quote(key)));
        }

        return Project(rows.Take(most));
    }

    /// <summary>Returns the rows whose count is out of bounds.</summary>
    public IQueryable<object?[]> Outside() => Project(Differing(IsOutside()));

    private IQueryable<TEntity> Differing(Expression also)
        => Rows().Where(Expression.Lambda<Func<TEntity, bool>>(
            Expression.AndAlso(Expression.NotEqual(Number(counter.Property), count.Body), also), _row));

    private IQueryable<TEntity> Rows()
    {
        var rows = (entityType.HasSharedClrType ? context.Set<TEntity>(entityType.Name) : context.Set<TEntity>()).AsNoTracking();
        return ignoresFilters ? rows.IgnoreQueryFilters() : rows;
    }

    private BinaryExpression IsOutside()
    {
        var isOutside = Expression.OrElse(
            Expression.LessThan(count.Body, Expression.Constant(counter.Least)),
            Expression.GreaterThan(count.Body, Expression.Constant(counter.Greatest)));
        if (counter.CeilingProperty is not { } ceiling)
        {
            return isOutside;
        }

        // A null maximum means that there is no maximum. C# and EF Core evaluate the comparison as false.
        var isAbove = Expression.GreaterThan(
            Expression.Convert(count.Body, typeof(long?)), Expression.Convert(Read(ceiling), typeof(long?)));
        return Expression.OrElse(isOutside, ceiling.IsNullable
            ? Expression.AndAlso(Expression.NotEqual(Read(ceiling), Expression.Constant(null, ceiling.ClrType)), isAbove)
            : isAbove);
    }

    private IQueryable<object?[]> Project(IQueryable<TEntity> rows)
        => rows.Select(Expression.Lambda<Func<TEntity, object?[]>>(
            Expression.NewArrayInit(
                typeof(object),
                [
                    .. entityType.FindPrimaryKey()!.Properties.Select(property => Expression.Convert(Read(property), typeof(object))),
                    Expression.Convert(Number(counter.Property), typeof(object)),
                    Expression.Convert(count.Body, typeof(object)),
                ]),
            _row));

    private UnaryExpression Number(IProperty property) => Expression.Convert(Read(property), typeof(long));

    private MethodCallExpression Read(IProperty property)
        => Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], _row, Expression.Constant(property.Name));
}
