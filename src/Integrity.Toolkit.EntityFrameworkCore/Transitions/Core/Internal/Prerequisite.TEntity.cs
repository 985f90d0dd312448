using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A prerequisite of one entity type: a condition over the entity, or over the entity and the context.</summary>
internal sealed class Prerequisite<TEntity>(string code, object to, LambdaExpression condition, string reason)
    : Prerequisite(code, to, reason)
    where TEntity : class
{
    public override LambdaExpression Condition(DbContext context)
        => condition.Parameters is [var row, var db]
            ? Expression.Lambda<Func<TEntity, bool>>(
                ReplacingExpressionVisitor.Replace(db, QueryParameter.Of(context), condition.Body), row)
            : condition;

    public override IQueryable<object?[]> Rows(
        DbContext context, IEntityType entityType, Func<ParameterExpression, Expression>? among, bool meeting)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        IQueryable<TEntity> rows = entityType.HasSharedClrType ? context.Set<TEntity>(entityType.Name) : context.Set<TEntity>();
        if (among is not null)
        {
            rows = rows.Where(Expression.Lambda<Func<TEntity, bool>>(among(row), row));
        }

        if (meeting)
        {
            // In a filter, because EF Core evaluates the untranslatable parts of a projection in memory.
            rows = rows.Where((Expression<Func<TEntity, bool>>)Condition(context));
        }

        return rows.Select(Expression.Lambda<Func<TEntity, object?[]>>(
            row.GetRowValues(entityType.FindPrimaryKey()!.Properties), row));
    }
}
