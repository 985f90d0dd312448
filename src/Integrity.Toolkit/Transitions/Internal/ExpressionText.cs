using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Renders a condition so that equal conditions have equal text: one name for the entity, and captured values in the invariant
/// culture instead of the compiler-generated names of their fields.
/// </summary>
internal sealed class ExpressionText : ExpressionVisitor
{
    private readonly ParameterExpression _entity;
    private readonly ParameterExpression _named;

    private ExpressionText(ParameterExpression entity)
        => (_entity, _named) = (entity, Expression.Parameter(entity.Type, "x"));

    public static string Of(LambdaExpression condition)
        => new ExpressionText(condition.Parameters[0]).Visit(condition.Body).ToString();

    protected override Expression VisitParameter(ParameterExpression node) => node == _entity ? _named : node;

    protected override Expression VisitConstant(ConstantExpression node) => Written(node.Type, node.Value);

    protected override Expression VisitMember(MemberExpression node)
        => TryCapture(node, out var captured) ? Written(node.Type, captured) : base.VisitMember(node);

    private static bool TryCapture(Expression? node, out object? captured)
    {
        captured = (node as ConstantExpression)?.Value;
        if (node is MemberExpression { Member: FieldInfo field } member && TryCapture(member.Expression, out var place) && place is not null)
        {
            captured = field.GetValue(place);
            return true;
        }

        return node is ConstantExpression;
    }

    /// <summary>Returns a parameter: it has the type that the enclosing expression needs, and renders as its name.</summary>
    private static ParameterExpression Written(Type type, object? value) => Expression.Parameter(type, Text(value));

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(Text))}]",
        _ => ValueText.Of(value),
    };
}
