using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// An expression that is true for a live row, adapted to the queried type.
/// </summary>
/// <remarks>
/// EF Core uses the filter of a hierarchy's root for every type in it, and replaces the row by an expression of that type. A
/// cast to one branch cannot be expressed or translated if the row is of another branch. This expression is therefore reduced
/// when the type is known, and is true in that case.
/// </remarks>
internal sealed class LiveRowPredicate(Expression row, Type root, Type branch, Type timeType, string deletedAt) : Expression
{
    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(bool);

    public override bool CanReduce => true;

    public override Expression Reduce()
    {
        if (branch.IsAssignableFrom(row.Type))
        {
            return IsNull(row);
        }

        return row.Type.IsAssignableFrom(branch)
            ? OrElse(Not(TypeIs(row, branch)), IsNull(Convert(row, branch)))
            : Constant(true);
    }

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        var visited = visitor.Visit(row);
        if (visited == row)
        {
            return this;
        }

        var present = new LiveRowPredicate(visited, root, branch, timeType, deletedAt);
        return visited is ParameterExpression && visited.Type == root ? present : present.Reduce();
    }

    private BinaryExpression IsNull(Expression typed)
        => Equal(
            Call(typeof(EF), nameof(EF.Property), [timeType], typed, Constant(deletedAt)),
            Constant(null, timeType));
}
