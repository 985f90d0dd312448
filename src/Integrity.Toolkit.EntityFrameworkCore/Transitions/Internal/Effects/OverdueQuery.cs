using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>Asks for rows whose deadline is over.</summary>
internal static class OverdueQuery
{
    public static IQueryable<TEntity> Of<TEntity>(DbContext context)
        where TEntity : class
    {
        var (entityType, plan) = EffectsQuery.PlanOf<TEntity>(context);
        if (plan.Effects.Deadlines.Count == 0)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} declares no deadline. Call HasTransitions(...).Deadline(...).");
        }

        var now = new Moment(ContextState.Of(context).UtcNow());
        var row = Expression.Parameter(typeof(TEntity), "row");
        var isOver = plan.Effects.Deadlines
            .Select(deadline => (Expression)Expression.AndAlso(
                Expression.LessThan(EffectsQuery.Read(row, deadline.Property), now.As(deadline.Property.ClrType)),
                EffectsQuery.IsIn(row, plan, deadline.Stages.Keys.OrderBy(plan.Table.Text, StringComparer.Ordinal))))
            .Aggregate(EffectsQuery.Either);

        return context.Set<TEntity>().Where(Expression.Lambda<Func<TEntity, bool>>(isOver, row));
    }

    /// <summary>A captured variable, which becomes a parameter: one query for all times.</summary>
    private sealed class Moment(DateTime utc)
    {
        public DateTime? Time { get; } = utc;

        public DateTimeOffset? Offset { get; } = utc;

        public MemberExpression As(Type type)
            => Expression.Property(Expression.Constant(this), type == typeof(DateTimeOffset?) ? nameof(Offset) : nameof(Time));
    }
}
