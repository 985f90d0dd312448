using System.Linq.Expressions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Creates queries of histories.</summary>
internal static class HistoryQuery
{
    /// <summary>
    /// Returns the rows whose entity passes the query filters, including soft-deleted ones: a history is not visible without its
    /// entity.
    /// </summary>
    public static IQueryable<TransitionRecord> Visible(
        DbContext context, TransitionsPlan plan, IReadOnlyList<object?>? key = null)
        => IsFiltered(plan)
            ? plan.History.Rows(context)
                .Where(HistoryOwnerQuery.Of(plan).IsVisible(context, plan, key))
                .IgnoreQueryFilters(ToolkitQueryFilters.Names)
            : plan.History.Rows(context);

    /// <summary>Returns the rows of all types that share a table, if their entity passes the query filters.</summary>
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

    /// <summary>Returns the history of one entity, in its order.</summary>
    public static IQueryable<TransitionRecord> Of(DbContext context, TransitionsPlan plan, IReadOnlyList<object?> key)
        => OfKey(Visible(context, plan, key), plan, key);

    /// <summary>Returns the history of one entity, in its order, without query filters.</summary>
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

    /// <summary>Returns whether query filters other than soft delete apply to the entities.</summary>
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
                ? $"No entity types of {context.GetType().Name} share a history table{(table is null ? "" : " with that name")}. "
                    + "Call HasTransitions(...).WithHistory(h => h.Shared()) for the types that share it."
                : $"{context.GetType().Name} has {shared.Count} shared history tables. Specify the name of one of them; the "
                    + "names must be unique.");
    }
}
