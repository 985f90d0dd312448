using System.Linq.Expressions;

namespace Integrity.Toolkit.Translation;

/// <summary>Finds the distinct members that a condition uses, as paths from the row.</summary>
internal sealed class ConditionPathFinder(ParameterExpression row) : ExpressionVisitor
{
    private readonly List<string> _paths = [];

    public static IReadOnlyList<string> Of(LambdaExpression condition)
    {
        var search = new ConditionPathFinder(condition.Parameters[0]);
        search.Visit(condition.Body);
        return search._paths;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        var names = new List<string>();
        Expression? part = node;
        while (part is MemberExpression access)
        {
            names.Insert(0, access.Member.Name);
            part = access.Expression is null ? null : access.Expression.UnwrapConversions();
        }

        if (part != row)
        {
            return base.VisitMember(node);
        }

        // The length of a text and the value of an optional number are not members of the entity.
        if (node.Member.DeclaringType is { } type && names.Count > 1
            && (type == typeof(string) || Nullable.GetUnderlyingType(type) is not null
                || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Nullable<>))))
        {
            names.RemoveAt(names.Count - 1);
        }

        var path = string.Join('.', names);
        if (!_paths.Contains(path))
        {
            _paths.Add(path);
        }

        return node;
    }
}
