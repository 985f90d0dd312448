using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Finds the members that a condition reads, so that it can be skipped if none of them changes.</summary>
internal sealed class MemberFinder : ExpressionVisitor
{
    private readonly ParameterExpression _entity;

    private MemberFinder(LambdaExpression condition) => _entity = condition.Parameters[0];

    public List<MemberInfo> Members { get; } = [];

    /// <summary>Whether the entity is passed to code that may read any member.</summary>
    public bool IsLost { get; private set; }

    public static MemberFinder Search(LambdaExpression condition)
    {
        var finder = new MemberFinder(condition);
        finder.Visit(condition.Body);

        return finder;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is null || MemberAccess.Unwrapped(node.Expression) != _entity)
        {
            return base.VisitMember(node);
        }

        Members.Add(node.Member);

        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        IsLost |= node == _entity;

        return node;
    }
}
