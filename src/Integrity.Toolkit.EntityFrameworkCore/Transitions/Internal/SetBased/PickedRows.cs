using System.Data.Common;
using System.Linq.Expressions;
using Integrity.Toolkit.Infrastructure.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The query of the rows as SQL that gives their key, sequence, status, and outcome.
/// </summary>
internal sealed class PickedRows
{
    private readonly SetBasedMove _move;
    private readonly IQueryable _query;
    private readonly string _sql;
    private readonly DbParameter[] _parameters;

    private PickedRows(SetBasedMove move, IQueryable query, string sql, DbParameter[] parameters)
        => (_move, _query, _sql, _parameters) = (move, query, sql, parameters);

    /// <summary>The columns that <see cref="With"/> gives, in its order.</summary>
    public static string Columns(SetBasedMove move)
        => $"{string.Join(", ", Keys(move))}, seq, state, edge";

    public static IEnumerable<string> Keys(SetBasedMove move) => move.Plan.History.OwnerKey.Select((_, i) => $"k{i}");

    public static PickedRows Of(SetBasedMove move, IQueryable query, MoveCases cases)
    {
        var row = Expression.Parameter(query.ElementType, "row");
        var judged = cases.ToLambda();
        Expression picked = Pair(
            Value(row, move.Plan.Sequence),
            Pair(Value(row, move.Plan.Status), Expression.Invoke(judged, row)));
        for (var i = move.Plan.History.OwnerKey.Count - 1; i >= 0; i--)
        {
            picked = Pair(Value(row, move.Plan.History.OwnerKey[i]), picked);
        }

        var selected = query.Provider.CreateQuery(Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [query.ElementType, picked.Type],
            query.Expression,
            Expression.Quote(Expression.Lambda(picked, row))));

        // What a projection cannot translate EF Core would leave to memory; in a filter it has to be SQL.
        Demand(Filter(query, Expression.Lambda(
            Expression.GreaterThanOrEqual(judged.Body, Expression.Constant(MoveCases.Ignored)), judged.Parameters)));
        using var command = Command(move, selected);
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        command.Parameters.Clear();
        return new PickedRows(move, query, command.CommandText, parameters);
    }

    /// <summary>Fails where a condition about the rows has no SQL.</summary>
    public static void Demand(IQueryable query, LambdaExpression condition) => Demand(Filter(query, condition));

    /// <summary>The beginning of a statement that reads the picked rows from <c>picked</c>, each once.</summary>
    public string With(RowCommand command)
    {
        command.Add(_parameters);

        // A name for each column by its place: EF Core's own names are its own business.
        return $"WITH found({Columns(_move)}) AS (\n{_sql}\n), picked AS (SELECT DISTINCT * FROM found)\n";
    }

    public bool IsBypassed => Infrastructure.Bulk.BulkTargets.IsBypassed(_query.Expression);

    private static void Demand(IQueryable query) => query.CreateDbCommand().Dispose();

    private static DbCommand Command(SetBasedMove move, IQueryable query)
    {
        var command = query.CreateDbCommand();
        return ReferenceEquals(command.Connection, move.Context.Database.GetDbConnection())
            ? command
            : throw new InvalidOperationException(
                $"The query of {move.Name} is one of another context. Make it with the context that moves the rows.");
    }

    private static IQueryable Filter(IQueryable query, LambdaExpression condition)
        => query.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Where), [query.ElementType], query.Expression, Expression.Quote(condition)));

    private static MethodCallExpression Value(ParameterExpression row, IProperty property)
        => Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    private static NewExpression Pair(Expression first, Expression second)
    {
        var type = typeof(Tuple<,>).MakeGenericType(first.Type, second.Type);
        return Expression.New(
            type.GetConstructor([first.Type, second.Type])!,
            [first, second],
            type.GetProperty("Item1")!,
            type.GetProperty("Item2")!);
    }
}
