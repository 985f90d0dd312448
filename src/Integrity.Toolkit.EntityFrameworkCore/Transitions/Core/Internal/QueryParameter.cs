using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// A value in a query in the form of a captured variable, which EF Core turns into a parameter of a cached query.
/// </summary>
internal static class QueryParameter
{
    public static Expression Of(object? value, Type type)
        => Expression.Convert(Expression.Field(Expression.Constant(new Box<object?>(value)), nameof(Box<>.Value)), type);

    public static Expression Of<T>(T value)
        => Expression.Field(Expression.Constant(new Box<T>(value)), nameof(Box<>.Value));

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }
}
