using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>Looks, when rows are moved, for those that do not meet a condition.</summary>
internal static class UnmetRows
{
    /// <summary>How many of the rows that were moved along some edges do not meet a condition now.</summary>
    public static async ValueTask<long> CountAsync(
        SetBasedMove move,
        LambdaExpression condition,
        IEnumerable<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        using var unmet = Unmet(move, condition).CreateDbCommand();
        var command = move.Command();
        command.Add(PickedRows.TakeParameters(unmet));
        var sql = new MoveSql(move, move.Tables[0], command);
        var keys = PickedRows.Keys(move).ToList();
        var edges = concerned.Select(item => $"(p.edge = {item.Number} AND p.state = {sql.State(item.Edge.From)})");
        return await command.NumberAsync(
            $"WITH found({string.Join(", ", keys)}) AS (\n{unmet.CommandText}\n)\nSELECT COUNT(*) FROM found AS f "
            + $"INNER JOIN {SetBasedMove.Picked} AS p ON {string.Join(" AND ", keys.Select(key => $"f.{key} = p.{key}"))}\n"
            + $"WHERE {string.Join(" OR ", edges)}",
            async,
            cancellationToken).ConfigureAwait(false) ?? 0;
    }

    /// <summary>The keys of all rows that do not meet it now.</summary>
    private static IQueryable Unmet(SetBasedMove move, LambdaExpression condition)
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
        var unmet = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Where),
            [row.Type],
            all,
            Expression.Quote(Expression.Lambda(
                Expression.Not(move.Cases.Predicate(condition, row).Body), row)));
        var key = PickedRows.Key(move, row);
        return rows.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [row.Type, key.Type], unmet, Expression.Quote(Expression.Lambda(key, row))));
    }
}
