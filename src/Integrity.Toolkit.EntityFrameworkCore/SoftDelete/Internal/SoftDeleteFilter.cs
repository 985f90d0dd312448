using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// The query filter that hides deleted rows, in addition to the filters of the application.
/// </summary>
internal sealed class SoftDeleteFilter
{
    private readonly HashSet<IMutableEntityType> _filtered = [];

    public void Add(IMutableEntityType entityType, IMutableProperty deletedAt)
    {
        // EF Core reads filters only from the root of a hierarchy.
        var root = entityType.GetRootType();
        var row = Expression.Parameter(root.ClrType, "row");
        Expression live = new LiveRowPredicate(row, root.ClrType, entityType.ClrType, deletedAt.ClrType, deletedAt.Name);
        if (entityType == root)
        {
            live = live.Reduce();
        }

        if (root.FindDeclaredQueryFilter(SoftDeleteDefaults.FilterName)?.Expression is { } present)
        {
            if (!_filtered.Contains(root))
            {
                // A filter with this name that the application has declared takes precedence.
                return;
            }

            live = Expression.AndAlso(
                new Replacement(present.Parameters[0], row).Visit(present.Body),
                live);
        }

        _filtered.Add(root);
        NameTheUnnamed(root);
        root.SetQueryFilter(SoftDeleteDefaults.FilterName, Expression.Lambda(live, row));
    }

    /// <summary>
    /// Names an unnamed filter: it cannot coexist with a named one, and could not stay active while the named one is ignored.
    /// </summary>
    private static void NameTheUnnamed(IMutableEntityType root)
    {
        if (root.GetDeclaredQueryFilters().FirstOrDefault(filter => filter.IsAnonymous)?.Expression is { } unnamed)
        {
            root.SetQueryFilter((LambdaExpression?)null);
            root.SetQueryFilter(SoftDeleteDefaults.UnnamedFilterName, unnamed);
        }
    }

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
