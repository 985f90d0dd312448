using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>Checks whether the members of a condition have columns in a table.</summary>
internal sealed class ConditionColumnFinder : ExpressionVisitor
{
    private readonly ConditionMemberResolver _members;
    private bool _isMissing;

    public ConditionColumnFinder(IReadOnlyEntityType entityType, StoreObjectIdentifier table, ParameterExpression row)
        => _members = new ConditionMemberResolver(entityType, table, row, (_, _, _) => new InvalidOperationException());

    public bool FindsAll(Expression condition)
    {
        Visit(condition);
        return !_isMissing;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (!_members.IsPath(node))
        {
            return base.VisitMember(node);
        }

        Find(node);
        return node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (!_members.IsPath(node))
        {
            return base.VisitMethodCall(node);
        }

        Find(node);
        return node;
    }

    private void Find(Expression path)
    {
        try
        {
            _members.Property(path);
        }
        catch (InvalidOperationException)
        {
            _isMissing = true;
        }
    }
}
