using System.Linq.Expressions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The judgement of a row as one expression: the number of its outcome, as the table would choose it for an entity in memory.
/// </summary>
internal sealed class SetBasedOutcomeExpression
{
    public const int Ignored = -1;

    public const int Invalid = 0;

    private readonly SetBasedRequest _move;
    private readonly ParameterExpression _row;
    private readonly List<SetBasedOutcome> _outcomes = [];
    private readonly List<(ITransition Edge, int Number)> _edges = [];
    private readonly List<SetBasedCondition> _conditions = [];
    private readonly List<(Expression Test, Expression Outcome)> _cases = [];

    public SetBasedOutcomeExpression(SetBasedRequest move)
    {
        _move = move;
        _row = Expression.Parameter(move.EntityType.ClrType, "row");
        var open = new List<(object From, Expression Outcome)>();
        foreach (var from in move.Plan.Table.States)
        {
            Add(from, open);
        }

        // States from which all rows go the same way are one case: the status is looked up in a list.
        foreach (var same in open.GroupBy(item => item.Outcome, ExpressionEqualityComparer.Instance))
        {
            _cases.Add((same.Select(Expression (item) => IsIn(item.From)).Aggregate(Expression.OrElse), same.Key));
        }
    }

    public IReadOnlyList<SetBasedOutcome> Outcomes => _outcomes;

    /// <summary>The guards and other conditions that the judgement asks about, each once.</summary>
    public IEnumerable<SetBasedCondition> Conditions => _conditions.DistinctBy(condition => condition.Predicate);

    /// <summary>The edges that rows may take, with the numbers of their outcomes.</summary>
    public IReadOnlyList<(ITransition Edge, int Number)> Edges => _edges;

    /// <summary>The number of the outcome of a row.</summary>
    public LambdaExpression ToLambda()
    {
        Expression judged = Expression.Constant(Invalid);
        for (var i = _cases.Count - 1; i >= 0; i--)
        {
            judged = Expression.Condition(_cases[i].Test, _cases[i].Outcome, judged);
        }

        return Expression.Lambda(judged, _row);
    }

    /// <summary>A condition about the rows of the query, whatever type it was written for.</summary>
    public LambdaExpression Predicate(LambdaExpression condition, ParameterExpression? row = null)
        => Expression.Lambda(On(condition, row ?? _row), row ?? _row);

    private void Add(object from, List<(object From, Expression Outcome)> open)
    {
        if (_move.MayIgnore(from))
        {
            var guards = _move.IgnoreGuards(from);
            if (guards.Count == 0)
            {
                open.Add((from, Expression.Constant(Ignored)));
                return;
            }

            _cases.Add((
                Expression.AndAlso(IsIn(from), guards.Select(Met).Aggregate(Expression.OrElse)), Expression.Constant(Ignored)));
        }

        foreach (var edge in _move.Edges(from))
        {
            if (edge.Guard is not { } guard)
            {
                // Of those after it none is ever taken.
                open.Add((from, Outcome(edge)));
                return;
            }

            _cases.Add((Expression.AndAlso(IsIn(from), Met(guard)), Outcome(edge)));
        }
    }

    /// <summary>The edge is chosen by its guard; what else must hold refuses it, and does not choose another one.</summary>
    private Expression Outcome(ITransition edge)
    {
        var outcome = _outcomes.Find(known => Equals(known.To, edge.To) && known.Trigger == edge.TriggerText);
        if (outcome is null)
        {
            _outcomes.Add(outcome = new SetBasedOutcome(_outcomes.Count + 1, edge.To, edge.TriggerText));
        }

        _edges.Add((edge, outcome.Number));
        Expression number = Expression.Constant(outcome.Number);
        foreach (var condition in _move.Companions.SelectMany(companion => companion.Conditions(_move, edge)))
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
                $"The table '{_move.Plan.Table.Name}' has a condition about {type.Name}, but the query is one of {row.Type.Name}. "
                + $"Move rows of {type.Name}.");
        }

        return ReplacingExpressionVisitor.Replace(
            condition.Parameters[0], type == row.Type ? row : Expression.Convert(row, type), condition.Body);
    }

    private MethodCallExpression IsIn(object state)
    {
        var status = _move.Plan.Status;
        return Expression.Call(
            typeof(object),
            nameof(object.Equals),
            [],
            Expression.Convert(_row.GetRowProperty(status), typeof(object)),
            Expression.Convert(Expression.Constant(state, status.ClrType), typeof(object)));
    }
}
