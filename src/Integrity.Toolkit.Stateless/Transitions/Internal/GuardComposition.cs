using System.Linq.Expressions;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// Combines the condition of an edge: its own conditions are met, and the conditions of preceding behaviors are not.
/// </summary>
/// <remarks>An open condition adds no requirement in either direction, so the result is necessary but not sufficient.</remarks>
internal sealed class GuardComposition(IReadOnlyList<Condition> all, IReadOnlyList<IReadOnlyList<Condition>> none)
{
    /// <summary>Gets the codes of its own conditions, or of the conditions that must not be met if it has none.</summary>
    public string ShortCode => all.Count > 0 ? Own : Full;

    /// <summary>Gets the codes of all conditions that must and must not be met.</summary>
    public string Full => string.Join(" and ", [.. all.Select(x => x.Code), .. none.Select(Not)]);

    /// <summary>Gets the description of all conditions, or null if the machine describes none of them.</summary>
    public string? Description => all.Concat(none.SelectMany(x => x)).Any(x => x.Description is not null)
        ? string.Join(" and ", [.. all.Select(x => x.Words), .. none.Select(NotInWords)])
        : null;

    public bool IsEmpty => all.Count == 0 && none.Count == 0;

    private string Own => string.Join(" and ", all.Select(x => x.Code));

    /// <summary>Returns the guard, or null if the conditions apply to unrelated entity types.</summary>
    public TransitionGuard? Compose(string code)
    {
        var isOpen = all.Any(x => x.IsOpen) || none.Any(x => x.Any(condition => condition.IsOpen));
        var met = all.Where(x => !x.IsOpen).ToList();
        var unmet = none.Where(x => x.All(condition => !condition.IsOpen)).ToList();
        var types = met.Concat(unmet.SelectMany(x => x)).Select(x => x.Predicate!.Parameters[0].Type).Distinct().ToList();
        if (types.Count == 0)
        {
            return TransitionGuard.Open(code, Description);
        }

        if (types.Find(type => types.TrueForAll(other => other.IsAssignableFrom(type))) is not { } entity)
        {
            return null;
        }

        var parameter = Expression.Parameter(entity, "x");
        var terms = met.Select(x => Body(x, parameter)).Concat(unmet.Select(x => (Expression)Expression.Not(
            x.Select(condition => Body(condition, parameter)).Aggregate(Expression.AndAlso))));

        return TransitionGuard.Create(
            Expression.Lambda(typeof(Func<,>).MakeGenericType(entity, typeof(bool)), terms.Aggregate(Expression.AndAlso), parameter),
            code,
            isOpen,
            Description);
    }

    private static string Not(IReadOnlyList<Condition> conditions)
        => conditions.Count == 1
            ? $"not {conditions[0].Code}"
            : $"not ({string.Join(" and ", conditions.Select(x => x.Code))})";

    private static string NotInWords(IReadOnlyList<Condition> conditions)
        => string.Join(" and ", conditions.Select(x => x.Words)) is var words && words.Contains(' ', StringComparison.Ordinal)
            ? $"not ({words})"
            : $"not {words}";

    private static Expression Body(Condition condition, ParameterExpression entity)
        => new Substitution(condition.Predicate!.Parameters[0], entity).Visit(condition.Predicate.Body);

    private sealed class Substitution(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
            => node != from ? node : from.Type == to.Type ? to : Expression.Convert(to, from.Type);
    }
}
