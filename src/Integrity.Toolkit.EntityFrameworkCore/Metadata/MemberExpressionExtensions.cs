using System.Linq.Expressions;

namespace Integrity.Toolkit.Metadata;

/// <summary>Reads the member out of an expression that names it.</summary>
internal static class MemberExpressionExtensions
{
    /// <summary>The name of a property of the entity itself, out of <c>x => x.Member</c>.</summary>
    public static string GetMemberName(this LambdaExpression member)
        => Access(member) is { Expression: ParameterExpression } access
            ? access.Member.Name
            : throw new ArgumentException(
                $"'{member}' does not name a property of the entity itself: write x => x.Member.", nameof(member));

    /// <summary>The way to a member, out of <c>x => x.Member</c> or <c>x => x.Member.Member</c>.</summary>
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
                $"'{member}' does not name a member of the entity: write x => x.Member.", nameof(member));
    }

    /// <summary>The ways to several members, out of <c>x => x.Member</c> or <c>x => new { x.One, x.Other }</c>.</summary>
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

        // A number that is asked for as a wider one, or as one that may be null, is converted twice.
        var body = member.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            body = convert.Operand;
        }

        return body as MemberExpression;
    }
}
