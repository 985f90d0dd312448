using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>Histories as queries.</summary>
internal static class HistoryQuery
{
    /// <summary>The rows of all histories of a type, whoever may see their entities.</summary>
    public static IQueryable<TransitionRecord> All(DbContext context, TransitionsPlan plan)
        => context.Set<TransitionRecord>(plan.HistoryName).AsNoTracking();

    /// <summary>
    /// The rows whose entity the context may see, deleted or not: a history tells no more than its entity does.
    /// </summary>
    public static IQueryable<TransitionRecord> Visible(DbContext context, TransitionsPlan plan)
        => plan.EntityType.GetRootType().GetDeclaredQueryFilters().Any(filter => filter.Key != OwnFilters.SoftDelete)
            ? HistoryOwners.Of(plan).Visible(context, plan)
            : All(context, plan);

    /// <summary>The history of one entity, in its order.</summary>
    public static IQueryable<TransitionRecord> Of(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
        => Among(Visible(context, plan), plan, key);

    /// <summary>The same, whoever may see the entity.</summary>
    public static IQueryable<TransitionRecord> AllOf(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
        => Among(All(context, plan), plan, key);

    private static IOrderedQueryable<TransitionRecord> Among(
        IQueryable<TransitionRecord> rows, TransitionsPlan plan, IReadOnlyList<object?> key)
    {
        var row = Expression.Parameter(typeof(TransitionRecord), "row");
        var same = plan.History.Key
            .Select((property, i) => (Expression)Expression.Equal(
                Keys.Read(row, property), Parameter.Of(key[i], property.ClrType)))
            .Aggregate(Expression.AndAlso);

        return rows
            .Where(Expression.Lambda<Func<TransitionRecord, bool>>(same, row))
            .OrderBy(record => record.Sequence);
    }
}
