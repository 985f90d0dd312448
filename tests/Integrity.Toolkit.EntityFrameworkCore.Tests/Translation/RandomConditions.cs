using System.Linq.Expressions;

namespace Integrity.Toolkit.Tests.Translation;

/// <summary>Generates random conditions with a fixed seed.</summary>
public static class RandomConditions
{
    public static IEnumerable<Expression<Func<Sample, bool>>> Of(IReadOnlyList<Expression<Func<Sample, bool>>> conditions, int count)
    {
        var random = new Random(2026);
        var row = Expression.Parameter(typeof(Sample), "x");
        var parts = conditions.Select(condition => new Replacement(condition.Parameters[0], row).Visit(condition.Body)).ToList();

        for (var i = 0; i < count; i++)
        {
            yield return Expression.Lambda<Func<Sample, bool>>(Make(3), row);
        }

        Expression Make(int depth) => depth == 0
            ? parts[random.Next(parts.Count)]
            : random.Next(6) switch
            {
                0 or 1 => Expression.AndAlso(Make(depth - 1), Make(depth - 1)),
                2 or 3 => Expression.OrElse(Make(depth - 1), Make(depth - 1)),
                4 => Expression.Not(Make(depth - 1)),
                _ => Expression.Condition(Make(depth - 1), Make(depth - 1), Make(depth - 1)),
            };
    }

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
