using System.Data.Common;
using System.Linq.Expressions;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// The query of the rows as SQL that returns their key, sequence, status, and outcome.
/// </summary>
internal sealed class SetBasedSelection
{
    private readonly SetBasedRequest _request;
    private readonly string _sql;
    private readonly DbParameter[] _parameters;

    private SetBasedSelection(SetBasedRequest request, string sql, DbParameter[] parameters)
        => (_request, _sql, _parameters) = (request, sql, parameters);

    /// <summary>Returns the names of the columns with the key.</summary>
    public static IEnumerable<string> Keys(SetBasedRequest request) => request.Plan.History.OwnerKey.Select((_, i) => $"k{i}");

    public static SetBasedSelection Of(SetBasedRequest request, IQueryable query)
    {
        var row = Expression.Parameter(query.ElementType, "row");
        var outcome = request.Cases.ToLambda();
        var picked = Row(
            [
                .. request.Plan.History.OwnerKey.Select(key => row.GetRowProperty(key)),
                row.GetRowProperty(request.Plan.Sequence),
                row.GetRowProperty(request.Plan.Status),
                ReplacingExpressionVisitor.Replace(outcome.Parameters[0], row, outcome.Body),
            ]);
        var selected = query.Provider.CreateQuery(Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [query.ElementType, picked.Type],
            query.Expression,
            Expression.Quote(Expression.Lambda(picked, row))));

        // In a filter, because EF Core evaluates the untranslatable parts of a projection in memory.
        EnsureTranslatable(query, Expression.Lambda(
            Expression.GreaterThanOrEqual(outcome.Body, Expression.Constant(SetBasedOutcomeExpression.Ignored)),
            outcome.Parameters));
        using var command = Command(request, selected);
        return new SetBasedSelection(request, command.CommandText, TakeParameters(command));
    }

    /// <summary>Returns the key of a row, in the order of <see cref="Keys"/>.</summary>
    public static Expression Key(SetBasedRequest request, ParameterExpression row)
        => Row([.. request.Plan.History.OwnerKey.Select(key => row.GetRowProperty(key))]);

    /// <summary>
    /// Removes the parameters of a command, for another one: with some providers, a parameter can only belong to one command.
    /// </summary>
    public static DbParameter[] TakeParameters(DbCommand command)
    {
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        command.Parameters.Clear();
        return parameters;
    }

    /// <summary>Throws if a query, or a condition over its rows, cannot be translated.</summary>
    public static void EnsureTranslatable(IQueryable query, LambdaExpression? condition)
    {
        if (condition is not null)
        {
            query = query.Provider.CreateQuery(Expression.Call(
                typeof(Queryable), nameof(Queryable.Where), [query.ElementType], query.Expression, Expression.Quote(condition)));
        }

        query.CreateDbCommand().Dispose();
    }

    /// <summary>
    /// Returns the first part of a statement that reads the selected rows from <c>picked</c>, without duplicates.
    /// </summary>
    public string With(RowCommand command)
    {
        command.Add(_parameters);

        // Columns are named by their position, because the names that EF Core generates can change. A row without a key, such as
        // that of a navigation without a target, is not a row.
        return $"WITH found({string.Join(", ", Keys(_request))}, seq, state, edge) AS (\n{_sql}\n), picked AS (SELECT DISTINCT * FROM found WHERE k0 IS NOT NULL)\n";
    }

    private static DbCommand Command(SetBasedRequest request, IQueryable query)
    {
        var command = query.CreateDbCommand();
        return ReferenceEquals(command.Connection, request.Context.Database.GetDbConnection())
            ? command
            : throw new InvalidOperationException(
                $"The query of {request.Name} belongs to another context. Create it with the context that executes the "
                + "transition.");
    }

    /// <summary>Returns a projection of any number of columns: nested pairs, which EF Core can translate.</summary>
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
