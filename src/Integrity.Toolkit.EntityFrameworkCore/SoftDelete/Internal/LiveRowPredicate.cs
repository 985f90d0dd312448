using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>
/// Says that a row is live, in words that fit the type that is queried.
/// </summary>
/// <remarks>
/// EF Core takes the filter of a hierarchy's root for every type in it, and puts an expression of that type in for the
/// row. A cast to one branch cannot be written, nor translated, where the row is of another branch; so this waits for the
/// type, and is simply true there.
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
