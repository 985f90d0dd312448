using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// Prerequisites of a set-based move: rows that do not meet them are not permitted, and all that are moved must still meet them
/// when they are.
/// </summary>
internal sealed class PrerequisiteCompanion : MoveCompanion
{
    public override IEnumerable<MoveCondition> Conditions(SetBasedMove move, ITransition edge)
        => move.Plan.PrerequisitesOf(edge.From, edge.To, edge)
            .Select(prerequisite => new MoveCondition(prerequisite.Condition(move.Context), prerequisite.Code));

    /// <summary>What each of two rows met may be too much for both.</summary>
    public override async ValueTask AfterAsync(SetBasedMove move, bool async, CancellationToken cancellationToken)
    {
        foreach (var prerequisite in move.Plan.Prerequisites)
        {
            var concerned = move.Cases.Edges.Where(item => prerequisite.Concerns(move.Plan.Table, item.Edge.From, item.Edge.To, item.Edge)).ToList();
            if (concerned.Count > 0)
            {
                var unmet = await CountAsync(move, prerequisite, concerned, async, cancellationToken).ConfigureAwait(false);
                if (unmet > 0)
                {
                    Refuse(move, prerequisite, unmet);
                }
            }
        }
    }

    private static async ValueTask<long> CountAsync(
        SetBasedMove move,
        Prerequisite prerequisite,
        List<(ITransition Edge, int Number)> concerned,
        bool async,
        CancellationToken cancellationToken)
    {
        using var unmet = Unmet(move, prerequisite).CreateDbCommand();
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
    private static IQueryable Unmet(SetBasedMove move, Prerequisite prerequisite)
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
                Expression.Not(move.Cases.Predicate(prerequisite.Condition(move.Context), row).Body), row)));
        var key = PickedRows.Key(move, row);
        return rows.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [row.Type, key.Type], unmet, Expression.Quote(Expression.Lambda(key, row))));
    }

    private static void Refuse(SetBasedMove move, Prerequisite prerequisite, long unmet)
    {
        var refusal = SetBasedRefusals.Unmet(move, prerequisite, unmet);
        Telemetry.Refused(refusal.Code, refusal.Entity, IntegrityMode.Enforce);
        throw new IntegrityUpdateException(
            new DatabaseRefusal(DatabaseRefusalKind.Prerequisite, refusal.Code) { Entity = move.Name, Members = [move.Plan.Status.Name] },
            [refusal],
            inner: null,
            []);
    }
}
