using System.Linq.Expressions;

namespace Integrity.Toolkit.Infrastructure.Model;

/// <summary>Reads the property out of <c>x => x.Member</c>.</summary>
internal static class Member
{
    public static string NameOf(LambdaExpression member)
    {
        ArgumentNullException.ThrowIfNull(member);

        var body = member.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : member.Body;
        return body is MemberExpression { Expression: ParameterExpression } access
            ? access.Member.Name
            : throw new ArgumentException(
                $"'{member}' does not name a property of the entity itself: write x => x.Member.", nameof(member));
    }
}
