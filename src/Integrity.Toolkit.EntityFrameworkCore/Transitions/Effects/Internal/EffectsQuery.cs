using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>Parts of queries about rows in certain states.</summary>
internal static class EffectsQuery
{
    /// <summary>Returns the condition that a row is in one of some states.</summary>
    public static Expression IsIn(Expression row, TransitionsPlan plan, IEnumerable<object> states)
        => states
            .Select(state => Same(row.GetRowProperty(plan.Status), Expression.Constant(state, plan.Status.ClrType)))
            .Aggregate((Expression)Expression.Constant(false), Either);

    /// <summary>Returns the condition that a row is not soft-deleted.</summary>
    public static Expression IsLive(Expression row, IEntityType entityType)
        => entityType.FindDeletionMark() is { } deletedAt
            ? Expression.Equal(row.GetRowProperty(deletedAt), Expression.Constant(null, deletedAt.ClrType))
            : Expression.Constant(true);

    /// <summary>
    /// Returns the condition that two values are equal, including values of a type without an equality operator.
    /// </summary>
    public static Expression Same(Expression one, Expression other)
    {
        try
        {
            return Expression.Equal(one, other);
        }
        catch (InvalidOperationException)
        {
            return Expression.Call(
                typeof(object),
                nameof(object.Equals),
                null,
                Expression.Convert(one, typeof(object)),
                Expression.Convert(other, typeof(object)));
        }
    }

    public static Expression Either(Expression one, Expression other)
        => one is ConstantExpression { Value: false } ? other : Expression.OrElse(one, other);
}
