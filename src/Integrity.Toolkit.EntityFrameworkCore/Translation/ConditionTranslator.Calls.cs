using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Translation;

internal sealed partial class ConditionTranslator
{
    private SqlPredicate Call(MethodCallExpression call, SqlSense sense)
    {
        var (method, arguments) = (call.Method, call.Arguments);
        if (method.DeclaringType == typeof(string))
        {
            return method.Name switch
            {
                nameof(string.IsNullOrEmpty) => OrNull(arguments[0], text => $"{text} = ''"),
                nameof(string.IsNullOrWhiteSpace) => OrNull(arguments[0], text => $"{Trimmed(text, "trim")} = ''"),
                nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.Contains) when call.Object is not null => Search(call),
                nameof(string.Equals) when Ordinal(call) => Equals(call, sense),
                _ => throw Cultural(call),
            };
        }

        if (method.DeclaringType == typeof(ColumnFunctions))
        {
            return Fits(call);
        }

        return method.Name switch
        {
            nameof(Equals) when (call.Object is null ? arguments.Count == 2 : arguments.Count == 1)
                && !IsFloating((call.Object ?? arguments[0]).Type.UnwrapNullable()) => Equals(call, sense),
            nameof(Enum.HasFlag) when call.Object is { } flags && method.DeclaringType == typeof(Enum) => HasFlag(flags, arguments[0], call),
            "Contains" => Contains(call),
            _ when call.Type == typeof(bool) && Scalars(call) => IsTrue(Scalar(call)),
            _ => throw Unknown(call),
        };
    }

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    private static bool Scalars(MethodCallExpression call) => call.Method.Name == "GetValueOrDefault";

    private SqlPredicate Equals(MethodCallExpression call, SqlSense sense)
        => call.Object is null
            ? Compare(ExpressionType.Equal, call.Arguments[0], call.Arguments[1], sense)
            : Compare(ExpressionType.Equal, call.Object, call.Arguments[0], sense);

    private SqlPredicate HasFlag(Expression flags, Expression flag, Expression part)
    {
        var (one, other) = Operands(Reduced(flags), Reduced(flag));
        return one.Form == SqlValueKind.Integer && other.Form == SqlValueKind.Integer
            ? Guarded(SqlPredicate.Atom($"({one.Sql} & {other.Sql}) = {other.Sql}"), one, other)
            : throw CreateError(part, "uses bits of a value that is not stored as a number", "Store the enum as a number.");
    }

    private SqlPredicate Contains(MethodCallExpression call)
    {
        var parts = call.Object is null ? call.Arguments.ToArray() : [call.Object, .. call.Arguments];
        var source = Span(parts[0]);
        if (parts.Length is not (2 or 3) || !_constants.IsConstant(source) || (parts.Length == 3 && !IsNull(parts[2]))
            || _constants.Value(source) is not IEnumerable all)
        {
            throw Unknown(call);
        }

        if (Comparer(all) is { } comparer && !IsOrdinal(comparer))
        {
            throw CreateError(
                call, "uses a custom comparer", "Use an array of values, or enforce the rule in SaveChanges only.");
        }

        var values = all.Cast<object?>().ToList();
        var term = Scalar(parts[1]);
        var literals = values.OfType<object>().Select(value => Constant(term, value, source)).Distinct();
        var sorted = (all is IList ? literals : literals.Order(StringComparer.Ordinal)).ToList();
        var isOne = sorted.Count == 0 ? SqlPredicate.False
            : Guarded(Numbers(SqlPredicate.Atom($"{term.Sql} IN ({string.Join(", ", sorted)})"), term), term);

        return values.Contains(null)
            ? SqlPredicate.Or(SqlPredicate.Atom($"{term.Tested} IS NULL"), isOne)
            : isOne;
    }

    /// <summary>Returns the array that the compiler converted to a span.</summary>
    private static Expression Span(Expression source) => source.UnwrapConversions() switch
    {
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var array] } => array.UnwrapConversions(),
        UnaryExpression { NodeType: ExpressionType.Convert, Method.Name: "op_Implicit", Operand: var array } => array.UnwrapConversions(),
        var other => other,
    };

    private static object? Comparer(IEnumerable all)
        => all is Array ? null
            : (all.GetType().GetProperty("Comparer") ?? all.GetType().GetProperty("KeyComparer"))?.GetValue(all);

    /// <summary>Whether a set uses the same comparison as the equality operator.</summary>
    private static bool IsOrdinal(object comparer)
    {
        for (var type = comparer.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(EqualityComparer<>)
                || (type.GetGenericTypeDefinition() == typeof(Comparer<>) && type.GetGenericArguments()[0] != typeof(string))))
            {
                return comparer.Equals(type.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)?.GetValue(null));
            }
        }

        return comparer.Equals(StringComparer.Ordinal);
    }

    /// <summary>Returns the operands of a comparison method whose result is compared with 0.</summary>
    private (Expression First, Expression Second)? Ordered(MethodCallExpression call)
    {
        var method = call.Method;
        if (method.DeclaringType == typeof(string))
        {
            return method.Name switch
            {
                nameof(string.CompareOrdinal) when call.Arguments.Count == 2 => (call.Arguments[0], call.Arguments[1]),
                nameof(string.Compare) when Ordinal(call) && call.Arguments.Count == 3 => (call.Arguments[0], call.Arguments[1]),
                nameof(string.Compare) or nameof(string.CompareTo) => throw Cultural(call),
                _ => null,
            };
        }

        return method.Name == nameof(IComparable.CompareTo) && call is { Object: { } one, Arguments: [var other] }
            && !IsFloating(one.Type.UnwrapNullable()) && one.Type != typeof(string)
            ? (one, other)
            : null;
    }

    /// <summary>Whether a string method uses ordinal comparison.</summary>
    private bool Ordinal(MethodCallExpression call)
        => call.Arguments.LastOrDefault(argument => argument.Type == typeof(StringComparison)) is { } comparison
            ? _constants.IsConstant(comparison) && _constants.Value(comparison) is StringComparison.Ordinal
            : call.Method.Name is nameof(string.Equals) or nameof(string.Contains) || call.Arguments[0].Type == typeof(char);

    private InvalidOperationException Cultural(MethodCallExpression call) => CreateError(
        call,
        "depends on the current culture, or ignores case",
        "Use StringComparison.Ordinal, or enforce the rule in SaveChanges only.");
}
