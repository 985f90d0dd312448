using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The evaluation of a row as one expression: the number of its outcome, as the table chooses it for an entity in memory.
/// </summary>
internal sealed class SetBasedOutcomeExpression
{
    public const int Ignored = -1;

    public const int Invalid = 0;

    private readonly SetBasedRequest _request;
    private readonly ParameterExpression _row;
    private readonly List<SetBasedOutcome> _outcomes = [];
    private readonly List<(ITransition Edge, int Number)> _edges = [];
    private readonly List<SetBasedCondition> _conditions = [];
    private readonly List<(Expression Test, Expression Outcome)> _cases = [];

    public SetBasedOutcomeExpression(SetBasedRequest request)
    {
        _request = request;
        _row = Expression.Parameter(request.EntityType.ClrType, "row");
        var open = new List<(object From, Expression Outcome)>();
        foreach (var from in request.Plan.Table.States)
        {
            Add(from, open);
        }

        // States with the same outcome for all rows are one case: the status is looked up in a list.
        foreach (var same in open.GroupBy(item => item.Outcome, ExpressionEqualityComparer.Instance))
        {
            _cases.Add((same.Select(Expression (item) => IsIn(item.From)).Aggregate(Expression.OrElse), same.Key));
        }
    }

    public IReadOnlyList<SetBasedOutcome> Outcomes => _outcomes;

    /// <summary>Gets the guards and other conditions of the evaluation, without duplicates.</summary>
    public IEnumerable<SetBasedCondition> Conditions => _conditions.DistinctBy(condition => condition.Predicate);

    /// <summary>Gets the transitions that rows can take, with the numbers of their outcomes.</summary>
    public IReadOnlyList<(ITransition Edge, int Number)> Edges => _edges;

    /// <summary>Returns the expression of the number of the outcome of a row.</summary>
    public LambdaExpression ToLambda()
    {
        Expression outcome = Expression.Constant(Invalid);
        for (var i = _cases.Count - 1; i >= 0; i--)
        {
            outcome = Expression.Condition(_cases[i].Test, _cases[i].Outcome, outcome);
        }

        return Expression.Lambda(outcome, _row);
    }

    /// <summary>Returns a condition over the rows of the query, converted from the type that it was written for.</summary>
    public LambdaExpression Predicate(LambdaExpression condition, ParameterExpression? row = null)
        => Expression.Lambda(On(condition, row ?? _row), row ?? _row);

    private void Add(object from, List<(object From, Expression Outcome)> open)
    {
        if (_request.MayIgnore(from))
        {
            var guards = _request.IgnoreGuards(from);
            if (guards.Count == 0)
            {
                open.Add((from, Expression.Constant(Ignored)));
                return;
            }

            _cases.Add((
                Expression.AndAlso(IsIn(from), guards.Select(Met).Aggregate(Expression.OrElse)), Expression.Constant(Ignored)));
        }

        foreach (var edge in _request.Edges(from))
        {
            if (edge.Guard is not { } guard)
            {
                // The transitions after it are never taken.
                open.Add((from, Outcome(edge)));
                return;
            }

            _cases.Add((Expression.AndAlso(IsIn(from), Met(guard)), Outcome(edge)));
        }
    }

    /// <summary>
    /// Returns the outcome of a transition. Its guard selects it; its other conditions reject it without selecting another one.
    /// </summary>
    private Expression Outcome(ITransition edge)
    {
        var outcome = _outcomes.Find(known => Equals(known.To, edge.To) && known.Trigger == edge.TriggerText);
        if (outcome is null)
        {
            _outcomes.Add(outcome = new SetBasedOutcome(_outcomes.Count + 1, edge.To, edge.TriggerText));
        }

        _edges.Add((edge, outcome.Number));
        Expression number = Expression.Constant(outcome.Number);
        foreach (var condition in _request.Companions.SelectMany(companion => companion.Conditions(_request, edge)))
        {
            _conditions.Add(condition);
            number = Expression.Condition(On(condition.Predicate, _row), number, Expression.Constant(Invalid));
        }

        return number;
    }

    private Expression Met(TransitionGuard guard)
    {
        _conditions.Add(new SetBasedCondition(guard.Expression, guard.Code));
        return On(guard.Expression, _row);
    }

    private Expression On(LambdaExpression condition, ParameterExpression row)
    {
        var type = condition.Parameters[0].Type;
        if (!type.IsAssignableFrom(row.Type))
        {
            throw new InvalidOperationException(
                $"The table '{_request.Plan.Table.Name}' has a condition over {type.Name}, but the query returns "
                + $"{row.Type.Name}. Query {type.Name} instead.");
        }

        return ReplacingExpressionVisitor.Replace(
            condition.Parameters[0], type == row.Type ? row : Expression.Convert(row, type), condition.Body);
    }

    private MethodCallExpression IsIn(object state)
    {
        var status = _request.Plan.Status;
        return Expression.Call(
            typeof(object),
            nameof(object.Equals),
            [],
            Expression.Convert(_row.GetRowProperty(status), typeof(object)),
            Expression.Convert(Expression.Constant(state, status.ClrType), typeof(object)));
    }
}
