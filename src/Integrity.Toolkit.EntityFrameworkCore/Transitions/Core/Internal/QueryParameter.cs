using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>A value in a query as C# would put it there, so that EF Core sends a parameter and compiles the query once.</summary>
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
