using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Histories as queries.</summary>
internal static class HistoryQuery
{
    /// <summary>
    /// The rows whose entity the context may see, deleted or not: a history tells no more than its entity does.
    /// </summary>
    public static IQueryable<TransitionRecord> Visible(
        DbContext context, TransitionsPlan plan, IReadOnlyList<object?>? key = null)
        => IsFiltered(plan)
            ? plan.History.Rows(context)
                .Where(HistoryOwnerQuery.Of(plan).IsVisible(context, plan, key))
                .IgnoreQueryFilters(ToolkitQueryFilters.Names)
            : plan.History.Rows(context);

    /// <summary>The rows of all types that share a table, of each those whose entity the context may see.</summary>
    public static IQueryable<SharedTransition> Shared(DbContext context, string? table)
    {
        var owners = SharedBy(context, table);
        var (type, row) = (owners[0].History.Type, Expression.Parameter(typeof(TransitionRecord), "row"));
        var isVisible = owners.Select(owner => IsVisible(owner)).Aggregate(Expression.OrElse);
        var rows = context.Set<TransitionRecord>(type.Name)
            .AsNoTracking()
            .Where(Expression.Lambda<Func<TransitionRecord, bool>>(isVisible, row));

        return (owners.Any(IsFiltered) ? rows.IgnoreQueryFilters(ToolkitQueryFilters.Names) : rows).Select(record => new SharedTransition
        {
            EntityType = EF.Property<string>(record, SharedHistoryModelBuilder.EntityType),
            EntityKey = EF.Property<string>(record, SharedHistoryModelBuilder.EntityKey),
            Record = record,
        });

        Expression IsVisible(TransitionsPlan owner)
        {
            var isOfType = owner.History.IsOfType(row);
            if (!IsFiltered(owner))
            {
                return isOfType;
            }

            var condition = HistoryOwnerQuery.Of(owner).IsVisible(context, owner);
            return Expression.AndAlso(
                isOfType, ReplacingExpressionVisitor.Replace(condition.Parameters[0], row, condition.Body));
        }
    }

    /// <summary>The history of one entity, in its order.</summary>
    public static IQueryable<TransitionRecord> Of(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
        => OfKey(Visible(context, plan, key), plan, key);

    /// <summary>The same, whoever may see the entity.</summary>
    public static IQueryable<TransitionRecord> AllOf(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
        => OfKey(plan.History.Rows(context), plan, key);

    private static IOrderedQueryable<TransitionRecord> OfKey(
        IQueryable<TransitionRecord> rows, TransitionsPlan plan, IReadOnlyList<object?> key)
    {
        var row = Expression.Parameter(typeof(TransitionRecord), "row");
        return rows
            .Where(Expression.Lambda<Func<TransitionRecord, bool>>(plan.History.IsOf(row, key), row))
            .OrderBy(record => record.Sequence);
    }

    /// <summary>Whether there are entities that the context may not see; those that are only deleted it may.</summary>
    private static bool IsFiltered(TransitionsPlan plan)
        => plan.EntityType.GetRootType().GetDeclaredQueryFilters().Any(filter => filter.Key != ToolkitQueryFilters.SoftDelete);

    private static IReadOnlyList<TransitionsPlan> SharedBy(DbContext context, string? table)
    {
        var shared = context.Model.GetEntityTypes()
            .Select(ModelPlan.FindDeclared<HistoryPlan>)
            .OfType<HistoryPlan>()
            .Where(plan => plan.Owners[0].History.IsShared && (table is null || plan.Owners[0].History.Type.GetTableName() == table))
            .ToList();
        return shared is [var only]
            ? only.Owners
            : throw new InvalidOperationException(shared.Count == 0
                ? $"No types of {context.GetType().Name} share a history table{(table is null ? "" : " of that name")}. Call "
                    + "HasTransitions(...).WithHistory(h => h.Shared()) for those that are to."
                : $"{context.GetType().Name} has {shared.Count} shared history tables: name the one that is asked for, each by a name of its own.");
    }
}
