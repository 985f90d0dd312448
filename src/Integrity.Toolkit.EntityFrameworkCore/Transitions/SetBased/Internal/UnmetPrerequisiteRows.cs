using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>The selected rows that take certain transitions and whose keys another query does not find.</summary>
internal static class UnmetPrerequisiteRows
{
    /// <summary>Returns the number of the rows.</summary>
    public static async ValueTask<long> CountAsync(
        SetBasedRequest request,
        IQueryable met,
        IEnumerable<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        var command = request.Command();
        return await command.NumberAsync(
            $"{With(request, met, command)}SELECT COUNT(*) FROM {SetBasedRequest.Picked} AS p\n"
                + $"WHERE {IsUnmet(request, concerned, command)}",
            async,
            cancellationToken).ConfigureAwait(false) ?? 0;
    }

    /// <summary>Marks the rows as not permitted.</summary>
    public static async ValueTask ThrowIfAnyAsync(
        SetBasedRequest request,
        IQueryable met,
        IEnumerable<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        var command = request.Command();
        await command.ExecuteAsync(
            $"{With(request, met, command)}UPDATE {SetBasedRequest.Picked} AS p SET edge = {SetBasedOutcomeExpression.Invalid}\n"
                + $"WHERE {IsUnmet(request, concerned, command)}",
            async,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the keys of all rows that meet a condition, including rows that a query filter hides.</summary>
    public static IQueryable Meeting(SetBasedRequest request, LambdaExpression condition)
    {
        var row = Expression.Parameter(request.EntityType.ClrType, "row");
        var rows = (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!
            .MakeGenericMethod(request.EntityType.ClrType)
            .Invoke(request.Context, null)!;
        var all = Expression.Call(
            typeof(EntityFrameworkQueryableExtensions),
            nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters),
            [row.Type],
            rows.Expression);
        var met = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Where),
            [row.Type],
            all,
            Expression.Quote(request.Cases.Predicate(condition, row)));
        var key = SetBasedSelection.Key(request, row);
        return rows.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [row.Type, key.Type], met, Expression.Quote(Expression.Lambda(key, row))));
    }

    private static string With(SetBasedRequest request, IQueryable met, RowCommand command)
    {
        using var query = met.CreateDbCommand();
        command.Add(SetBasedSelection.TakeParameters(query));
        return $"WITH met({string.Join(", ", SetBasedSelection.Keys(request))}) AS (\n{query.CommandText}\n)\n";
    }

    private static string IsUnmet(
        SetBasedRequest request, IEnumerable<(ITransition Edge, int Number)> concerned, RowCommand command)
    {
        var sql = new SetBasedSql(request, request.Tables[0], command);
        var edges = concerned.Select(item => $"(p.edge = {item.Number} AND p.state = {sql.State(item.Edge.From)})");
        var same = SetBasedSelection.Keys(request).Select(key => $"m.{key} = p.{key}");
        return $"({string.Join(" OR ", edges)}) AND NOT EXISTS (SELECT 1 FROM met AS m WHERE {string.Join(" AND ", same)})";
    }
}
