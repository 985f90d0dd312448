using System.Linq.Expressions;

namespace Integrity.Toolkit.Metadata;

/// <summary>Reads the members that an expression selects.</summary>
internal static class MemberExpressionExtensions
{
    /// <summary>Returns the name of a property of the entity itself, from <c>x => x.Member</c>.</summary>
    public static string GetMemberName(this LambdaExpression member)
        => Access(member) is { Expression: ParameterExpression } access
            ? access.Member.Name
            : throw new ArgumentException(
                $"'{member}' does not select a property of the entity itself. Use x => x.Member.", nameof(member));

    /// <summary>Returns the path of a member, from <c>x => x.Member</c> or <c>x => x.Member.Member</c>.</summary>
    public static string GetMemberPath(this LambdaExpression member)
    {
        string? path = null;
        var part = (Expression?)Access(member);
        while (part is MemberExpression { Expression: { } inner } access)
        {
            path = path is null ? access.Member.Name : $"{access.Member.Name}.{path}";
            part = inner;
        }

        return part is ParameterExpression && path is not null
            ? path
            : throw new ArgumentException(
                $"'{member}' does not select a member of the entity. Use x => x.Member.", nameof(member));
    }

    /// <summary>Returns the paths of several members, from <c>x => x.Member</c> or <c>x => new { x.One, x.Other }</c>.</summary>
    public static IReadOnlyList<string> GetMemberPaths(this LambdaExpression members)
    {
        ArgumentNullException.ThrowIfNull(members);

        return members.Body is NewExpression { Arguments: { Count: > 0 } parts }
            ? [.. parts.Select(part => GetMemberPath(Expression.Lambda(part, members.Parameters)))]
            : [GetMemberPath(members)];
    }

    private static MemberExpression? Access(LambdaExpression member)
    {
        ArgumentNullException.ThrowIfNull(member);

        // A number that is converted to a wider type or to a nullable type is converted twice.
        var body = member.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            body = convert.Operand;
        }

        return body as MemberExpression;
    }
}
