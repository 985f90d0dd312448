using System.Linq.Expressions;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>Queries the rows whose deadline has passed.</summary>
internal static class OverdueQuery
{
    public static IQueryable<TEntity> Of<TEntity>(DbContext context)
        where TEntity : class
    {
        var entityType = TransitionsPlan.TypeOf<TEntity>(context);
        var plan = TransitionsPlan.Of(entityType);
        if (plan.Effects.Deadlines.Count == 0)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} declares no deadline. Call HasTransitions(...).WithDeadline(...).");
        }

        if (DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) is SqliteDialect
            && plan.Effects.Deadlines.FirstOrDefault(IsOffset) is { } offset)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{offset.Property.Name} is a DateTimeOffset, which EF Core cannot compare on SQLite. "
                + "Change it to DateTime, or configure a value converter to a type that can be compared, such as "
                + "DateTimeOffsetToBinaryConverter.");
        }

        var now = new Moment(ContextState.Of(context).UtcNow());
        var row = Expression.Parameter(typeof(TEntity), "row");
        var isOver = plan.Effects.Deadlines
            .Select(deadline => (Expression)Expression.AndAlso(
                Expression.LessThan(row.GetRowProperty(deadline.Property), now.As(deadline.Property.ClrType)),
                EffectsQuery.IsIn(row, plan, deadline.Stages.Keys.OrderBy(plan.Table.Text, StringComparer.Ordinal))))
            .Aggregate(EffectsQuery.Either);

        return context.Set<TEntity>().Where(Expression.Lambda<Func<TEntity, bool>>(isOver, row));
    }

    private static bool IsOffset(DeadlinePlan deadline)
        => deadline.Property.ClrType == typeof(DateTimeOffset?) && deadline.Property.GetTypeMapping().Converter is null;

    /// <summary>A captured variable, which becomes a parameter, so that EF Core compiles the query once.</summary>
    private sealed class Moment(DateTime utc)
    {
        public DateTime? Time { get; } = utc;

        public DateTimeOffset? Offset { get; } = utc;

        public MemberExpression As(Type type)
            => Expression.Property(Expression.Constant(this), type == typeof(DateTimeOffset?) ? nameof(Offset) : nameof(Time));
    }
}
