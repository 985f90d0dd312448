using System.Data.Common;
using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The query of the rows as SQL that gives their key, sequence, status, and outcome.
/// </summary>
internal sealed class SetBasedSelection
{
    private readonly SetBasedRequest _move;
    private readonly string _sql;
    private readonly DbParameter[] _parameters;

    private SetBasedSelection(SetBasedRequest move, string sql, DbParameter[] parameters)
        => (_move, _sql, _parameters) = (move, sql, parameters);

    /// <summary>The names of the columns with the key.</summary>
    public static IEnumerable<string> Keys(SetBasedRequest move) => move.Plan.History.OwnerKey.Select((_, i) => $"k{i}");

    public static SetBasedSelection Of(SetBasedRequest move, IQueryable query)
    {
        var row = Expression.Parameter(query.ElementType, "row");
        var judged = move.Cases.ToLambda();
        var picked = Row(
            [
                .. move.Plan.History.OwnerKey.Select(key => row.GetRowProperty(key)),
                row.GetRowProperty(move.Plan.Sequence),
                row.GetRowProperty(move.Plan.Status),
                ReplacingExpressionVisitor.Replace(judged.Parameters[0], row, judged.Body),
            ]);
        var selected = query.Provider.CreateQuery(Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [query.ElementType, picked.Type],
            query.Expression,
            Expression.Quote(Expression.Lambda(picked, row))));

        // What a projection cannot translate EF Core would leave to memory; in a filter it has to be SQL.
        EnsureTranslatable(query, Expression.Lambda(
            Expression.GreaterThanOrEqual(judged.Body, Expression.Constant(SetBasedOutcomeExpression.Ignored)), judged.Parameters));
        using var command = Command(move, selected);
        return new SetBasedSelection(move, command.CommandText, TakeParameters(command));
    }

    /// <summary>The key of a row, in the order of <see cref="Keys"/>.</summary>
    public static Expression Key(SetBasedRequest move, ParameterExpression row)
        => Row([.. move.Plan.History.OwnerKey.Select(key => row.GetRowProperty(key))]);

    /// <summary>The parameters of a command, for another one: some providers let none have two.</summary>
    public static DbParameter[] TakeParameters(DbCommand command)
    {
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        command.Parameters.Clear();
        return parameters;
    }

    /// <summary>Fails where a query, or a condition about its rows, has no SQL.</summary>
    public static void EnsureTranslatable(IQueryable query, LambdaExpression? condition)
    {
        if (condition is not null)
        {
            query = query.Provider.CreateQuery(Expression.Call(
                typeof(Queryable), nameof(Queryable.Where), [query.ElementType], query.Expression, Expression.Quote(condition)));
        }

        query.CreateDbCommand().Dispose();
    }

    /// <summary>The beginning of a statement that reads the picked rows from <c>picked</c>, each once.</summary>
    public string With(RowCommand command)
    {
        command.Add(_parameters);

        // A name for each column by its place: EF Core's own names are its own business. What a query has of a row that is not
        // there, by a navigation, is no row.
        return $"WITH found({string.Join(", ", Keys(_move))}, seq, state, edge) AS (\n{_sql}\n), picked AS (SELECT DISTINCT * FROM found WHERE k0 IS NOT NULL)\n";
    }

    private static DbCommand Command(SetBasedRequest move, IQueryable query)
    {
        var command = query.CreateDbCommand();
        return ReferenceEquals(command.Connection, move.Context.Database.GetDbConnection())
            ? command
            : throw new InvalidOperationException(
                $"The query of {move.Name} is one of another context. Make it with the context that moves the rows.");
    }

    /// <summary>A projection of any width: pairs in pairs, for EF Core to look through.</summary>
    private static Expression Row(ReadOnlySpan<Expression> values)
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        var rest = Row(values[1..]);
        var type = typeof(Tuple<,>).MakeGenericType(values[0].Type, rest.Type);
        return Expression.New(
            type.GetConstructor([values[0].Type, rest.Type])!,
            [values[0], rest],
            type.GetProperty("Item1")!,
            type.GetProperty("Item2")!);
    }
}
