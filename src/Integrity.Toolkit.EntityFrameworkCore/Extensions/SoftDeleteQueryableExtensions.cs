using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.SoftDelete.Internal;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Extension methods that query deleted rows.
/// </summary>
public static class SoftDeleteQueryableExtensions
{
    /// <summary>
    /// Includes deleted rows. All other filters, such as a tenant filter, stay active.
    /// </summary>
    /// <remarks>
    /// Applies to the whole query with its includes and subqueries, because EF Core cannot ignore a filter partially.
    /// </remarks>
    /// <typeparam name="TEntity">The type of the query's elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <returns>The query with deleted rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static IQueryable<TEntity> WithDeleted<TEntity>(this IQueryable<TEntity> source)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(source);

        return source.IgnoreQueryFilters(ToolkitQueryFilters.Names);
    }

    /// <summary>
    /// Returns only deleted rows. All other filters, such as a tenant filter, stay active.
    /// </summary>
    /// <typeparam name="TEntity">The type of the query's elements.</typeparam>
    /// <param name="source">A query of entities.</param>
    /// <returns>The query of deleted rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The entity type is not soft-deletable.</exception>
    public static IQueryable<TEntity> OnlyDeleted<TEntity>(this IQueryable<TEntity> source)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(source);

        var name = DeletedAt(source);
        return name.ClrType == typeof(DateTimeOffset?)
            ? source.WithDeleted().Where(entity => EF.Property<DateTimeOffset?>(entity, name.Name) != null)
            : source.WithDeleted().Where(entity => EF.Property<DateTime?>(entity, name.Name) != null);
    }

    private static IProperty DeletedAt<TEntity>(IQueryable<TEntity> source)
        where TEntity : class
    {
        var root = new RootFinder(typeof(TEntity));
        root.Visit(source.Expression);
        return root.Found is { } entityType && SoftDeletePlan.Find(entityType) is { } plan
            ? plan.At
            : throw new InvalidOperationException(
                $"{typeof(TEntity).Name} is not soft-deletable in this context, so it has no deleted rows. Call "
                + "UseSoftDelete() for the context, and implement ISoftDeletable or call HasSoftDelete().");
    }

    private sealed class RootFinder(Type element) : System.Linq.Expressions.ExpressionVisitor
    {
        public IEntityType? Found { get; private set; }

        protected override System.Linq.Expressions.Expression VisitExtension(System.Linq.Expressions.Expression node)
        {
            if (node is EntityQueryRootExpression root)
            {
                Found ??= root.EntityType.GetDerivedTypesInclusive().FirstOrDefault(type => type.ClrType == element);
                return node;
            }

            return base.VisitExtension(node);
        }
    }
}
