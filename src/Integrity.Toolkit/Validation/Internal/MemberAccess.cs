using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>Takes expressions such as <c>x => x.Email</c> apart.</summary>
internal static class MemberAccess
{
    /// <summary>The member that an expression names.</summary>
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
                    $"{rules}: '{expression}' goes through another object. Declare For({parameter} => {First(access)}).Using(...) "
                    + $"with rules of its own for {access.Member.DeclaringType?.Name}.{access.Member.Name}.",
                    parameterName);
            }
        }

        throw new ArgumentException(
            $"{rules}: '{expression}' is not a member of {parameter.Type.Name}. Name a property or field, such as "
            + $"{parameter} => {parameter}.Name; for anything that is computed use Rule(code, condition).",
            parameterName);
    }

    /// <summary>A delegate that reads the member; without a compiled expression wherever that is possible.</summary>
    public static Func<T, TValue> Reader<T, TValue>(Expression<Func<T, TValue>> expression, MemberInfo member)
        => member is PropertyInfo { GetMethod: { IsStatic: false } getter } property
            && !typeof(T).IsValueType
            && property.DeclaringType!.IsAssignableFrom(typeof(T))
            && (property.PropertyType == typeof(TValue) || IsUpcast(property.PropertyType, typeof(TValue)))
                ? getter.CreateDelegate<Func<T, TValue>>()
                : expression.Compile();

    /// <summary>What is left when conversions that the compiler added are taken away.</summary>
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
