using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>
/// The filter that hides deleted rows, beside whatever filters the user has.
/// </summary>
internal sealed class SoftDeleteFilter
{
    private readonly HashSet<IMutableEntityType> _filtered = [];

    public void Add(IMutableEntityType entityType, IMutableProperty deletedAt)
    {
        // EF Core takes filters from the root of a hierarchy only.
        var root = entityType.GetRootType();
        var row = Expression.Parameter(root.ClrType, "row");
        Expression live = Live(row, entityType, root, deletedAt);
        if (root.FindDeclaredQueryFilter(SoftDeleteDefaults.FilterName)?.Expression is { } present)
        {
            if (!_filtered.Contains(root))
            {
                // Named like ours by the user, who knows best.
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

    private static BinaryExpression Live(
        ParameterExpression row,
        IReadOnlyEntityType entityType,
        IReadOnlyEntityType root,
        IReadOnlyProperty deletedAt)
    {
        var typed = entityType == root ? (Expression)row : Expression.Convert(row, entityType.ClrType);
        var isNull = Expression.Equal(
            Expression.Call(
                typeof(EF), nameof(EF.Property), [deletedAt.ClrType], typed, Expression.Constant(deletedAt.Name)),
            Expression.Constant(null, deletedAt.ClrType));
        return entityType == root
            ? isNull
            : Expression.OrElse(Expression.Not(Expression.TypeIs(row, entityType.ClrType)), isNull);
    }

    /// <summary>
    /// A filter without a name cannot stand beside one with a name, and could not be left on while ours is ignored.
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
