using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>Those of the picked rows that take certain edges, and that another query of rows, by their keys, does not find.</summary>
internal static class UnmetPrerequisiteRows
{
    /// <summary>How many there are.</summary>
    public static async ValueTask<long> CountAsync(
        SetBasedRequest move,
        IQueryable met,
        IEnumerable<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        var command = move.Command();
        return await command.NumberAsync(
            $"{With(move, met, command)}SELECT COUNT(*) FROM {SetBasedRequest.Picked} AS p\nWHERE {IsUnmet(move, concerned, command)}",
            async,
            cancellationToken).ConfigureAwait(false) ?? 0;
    }

    /// <summary>They may not be moved.</summary>
    public static async ValueTask ThrowIfAnyAsync(
        SetBasedRequest move,
        IQueryable met,
        IEnumerable<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        var command = move.Command();
        await command.ExecuteAsync(
            $"{With(move, met, command)}UPDATE {SetBasedRequest.Picked} AS p SET edge = {SetBasedOutcomeExpression.Invalid}\n"
                + $"WHERE {IsUnmet(move, concerned, command)}",
            async,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The keys of all rows that meet a condition, those that a filter hides too.</summary>
    public static IQueryable Meeting(SetBasedRequest move, LambdaExpression condition)
    {
        var row = Expression.Parameter(move.EntityType.ClrType, "row");
        var rows = (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!
            .MakeGenericMethod(move.EntityType.ClrType)
            .Invoke(move.Context, null)!;
        var all = Expression.Call(
            typeof(EntityFrameworkQueryableExtensions),
            nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters),
            [row.Type],
            rows.Expression);
        var met = Expression.Call(
            typeof(Queryable), nameof(Queryable.Where), [row.Type], all, Expression.Quote(move.Cases.Predicate(condition, row)));
        var key = SetBasedSelection.Key(move, row);
        return rows.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [row.Type, key.Type], met, Expression.Quote(Expression.Lambda(key, row))));
    }

    private static string With(SetBasedRequest move, IQueryable met, RowCommand command)
    {
        using var query = met.CreateDbCommand();
        command.Add(SetBasedSelection.TakeParameters(query));
        return $"WITH met({string.Join(", ", SetBasedSelection.Keys(move))}) AS (\n{query.CommandText}\n)\n";
    }

    private static string IsUnmet(SetBasedRequest move, IEnumerable<(ITransition Edge, int Number)> concerned, RowCommand command)
    {
        var sql = new SetBasedSql(move, move.Tables[0], command);
        var edges = concerned.Select(item => $"(p.edge = {item.Number} AND p.state = {sql.State(item.Edge.From)})");
        var same = SetBasedSelection.Keys(move).Select(key => $"m.{key} = p.{key}");
        return $"({string.Join(" OR ", edges)}) AND NOT EXISTS (SELECT 1 FROM met AS m WHERE {string.Join(" AND ", same)})";
    }
}
