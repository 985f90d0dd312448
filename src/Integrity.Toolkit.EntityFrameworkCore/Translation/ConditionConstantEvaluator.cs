using System.Linq.Expressions;
using System.Reflection;

namespace Integrity.Toolkit.Translation;

/// <summary>
/// Evaluates the parts of a condition that do not depend on the row: captured variables, statics, computed constants.
/// </summary>
internal sealed class ConditionConstantEvaluator(ParameterExpression row, Func<Expression, string, string, Exception> createError)
{
    private static readonly string[] Clocks =
        ["Now", "UtcNow", "Today", "GetUtcNow", "GetLocalNow", "TickCount", "TickCount64", "NewGuid", "CreateVersion7", "GetTimestamp"];

    private static readonly Type[] ClockTypes =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider), typeof(Environment), typeof(Guid), typeof(System.Diagnostics.Stopwatch),
    ];

    public bool IsConstant(Expression expression) => !new Search(row).Finds(expression);

    /// <summary>Returns the value of a part that does not depend on the row.</summary>
    public object? Value(Expression expression)
    {
        if (expression is ConstantExpression constant)
        {
            return constant.Value;
        }

        if (new ClockSearch().Find(expression) is { } clock)
        {
            throw createError(
                expression,
                $"reads {clock}, which changes with each evaluation, while the database would store the value at the time of the "
                + "migration",
                "Enforce the rule in SaveChanges only.");
        }

        try
        {
            return Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
                .Compile(preferInterpretation: true)();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw createError(
                expression,
                $"could not be evaluated: {exception.GetType().Name}",
                "Assign the value before the model is built, or use a constant.");
        }
    }

    private sealed class Search(ParameterExpression row) : ExpressionVisitor
    {
        private bool _found;

        public bool Finds(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= node == row;
            return node;
        }
    }

    private sealed class ClockSearch : ExpressionVisitor
    {
        private string? _found;

        public string? Find(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            Look(node.Member);
            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Look(node.Method);
            return base.VisitMethodCall(node);
        }

        private void Look(MemberInfo member)
        {
            if ((Array.Exists(ClockTypes, type => type == member.DeclaringType) && Array.IndexOf(Clocks, member.Name) >= 0)
                || typeof(Random).IsAssignableFrom(member.DeclaringType)
                || typeof(TimeProvider).IsAssignableFrom(member.DeclaringType) && Array.IndexOf(Clocks, member.Name) >= 0)
            {
                _found = $"{member.DeclaringType!.Name}.{member.Name}";
            }
        }
    }
}
