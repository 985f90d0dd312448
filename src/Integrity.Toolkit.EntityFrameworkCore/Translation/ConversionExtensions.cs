using System.Linq.Expressions;

namespace Integrity.Toolkit.Translation;

/// <summary>Unwraps conversions that do not change a value.</summary>
internal static class ConversionExtensions
{
    public static Type UnwrapNullable(this Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>Whether a conversion changes only the compile-time type of the value.</summary>
    public static bool IsIdentityConversion(this UnaryExpression conversion)
    {
        var (from, to) = (UnwrapNullable(conversion.Operand.Type), UnwrapNullable(conversion.Type));
        return from == to || to == typeof(object) || to == typeof(ValueType) || to == typeof(Enum) || to.IsInterface
            || (!from.IsValueType && !to.IsValueType)
            || (from.IsEnum && Enum.GetUnderlyingType(from) == to)
            || (to.IsEnum && Enum.GetUnderlyingType(to) == from)
            || (from.IsEnum && IsWider(Enum.GetUnderlyingType(from), to))
            || (from == typeof(char) && to == typeof(int));
    }

    public static Expression UnwrapConversions(this Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } conversion
            && IsIdentityConversion(conversion))
        {
            expression = conversion.Operand;
        }

        return expression;
    }

    /// <summary>Whether an integer type can represent every value of another one.</summary>
    public static bool IsWider(this Type from, Type to)
        => Range(from) is { } narrow && Range(to) is { } wide && wide.Min <= narrow.Min && narrow.Max <= wide.Max;

    public static bool IsInteger(this Type type) => Range(type) is not null;

    public static bool IsSigned(this Type type) => Range(type) is { Min: < 0 };

    private static (decimal Min, decimal Max)? Range(Type type) => Type.GetTypeCode(type.IsEnum ? typeof(object) : type) switch
    {
        TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
        TypeCode.Byte => (byte.MinValue, byte.MaxValue),
        TypeCode.Int16 => (short.MinValue, short.MaxValue),
        TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
        TypeCode.Int32 => (int.MinValue, int.MaxValue),
        TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
        TypeCode.Int64 => (long.MinValue, long.MaxValue),
        TypeCode.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => null,
    };
}
