using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Parses expressions such as <c>x => x.Email</c>.</summary>
internal static class MemberAccess
{
    /// <summary>Returns the member that an expression selects.</summary>
    public static MemberInfo Of(LambdaExpression expression, string rules, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(expression, parameterName);

        var parameter = expression.Parameters[0];
        if (Unwrapped(expression.Body) is MemberExpression { Expression: { } owner } access)
        {
            if (owner == parameter)
            {
                return access.Member;
            }

            if (Root(owner) == parameter)
            {
                throw new ArgumentException(
                    $"{rules}: '{expression}' accesses a nested object. Call For({parameter} => {First(access)}).Using(...) "
                    + $"with separate rules for {access.Member.DeclaringType?.Name}.{access.Member.Name}.",
                    parameterName);
            }
        }

        throw new ArgumentException(
            $"{rules}: '{expression}' is not a member of {parameter.Type.Name}. Select a property or field, such as "
            + $"{parameter} => {parameter}.Name. For a computed value, use Rule(condition, code).",
            parameterName);
    }

    /// <summary>Returns a delegate that reads the member, without a compiled expression where possible.</summary>
    public static Func<T, TValue> Reader<T, TValue>(Expression<Func<T, TValue>> expression, MemberInfo member)
        => member is PropertyInfo { GetMethod: { IsStatic: false } getter } property
            && !typeof(T).IsValueType
            && property.DeclaringType!.IsAssignableFrom(typeof(T))
            && (property.PropertyType == typeof(TValue) || IsUpcast(property.PropertyType, typeof(TValue)))
                ? getter.CreateDelegate<Func<T, TValue>>()
                : expression.Compile();

    /// <summary>Removes the conversions that the compiler added.</summary>
    public static Expression Unwrapped(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } conversion
            && IsHarmless(conversion.Operand.Type, conversion.Type))
        {
            expression = conversion.Operand;
        }

        return expression;
    }

    private static bool IsUpcast(Type from, Type to) => !from.IsValueType && !to.IsValueType && to.IsAssignableFrom(from);

    private static bool IsHarmless(Type from, Type to) => to.IsAssignableFrom(from) || Nullable.GetUnderlyingType(to) == from;

    private static Expression? Root(Expression? expression)
    {
        while (expression is MemberExpression access)
        {
            expression = access.Expression;
        }

        return expression;
    }

    private static Expression First(MemberExpression access)
        => access.Expression is MemberExpression inner ? First(inner) : access;
}
