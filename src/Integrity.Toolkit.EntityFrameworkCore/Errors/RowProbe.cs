using System.Data.Common;
using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Queries SQLite on the same connection, after a statement has failed, for what the error did not report. Returns null if
/// the answer is unknown.
/// </summary>
internal sealed class RowProbe(DbContext context)
{
    private readonly ISqlGenerationHelper _sql = context.GetService<ISqlGenerationHelper>();

    /// <summary>Returns whether a table has a row with an entry's values in the given columns.</summary>
    public ValueTask<bool?> HasRowAsync(
        ITable table,
        IReadOnlyList<IColumn> columns,
        EntityEntry entry,
        IReadOnlyList<IColumn> values,
        bool async,
        CancellationToken cancellationToken)
    {
        var where = columns.Select((column, i) => $"{_sql.DelimitIdentifier(column.Name)} = @p{i}");
        return QueryAsync(
            $"{_sql.DelimitIdentifier(table.Name, table.Schema)} WHERE {string.Join(" AND ", where)}",
            entry,
            values,
            async,
            cancellationToken);
    }

    /// <summary>Returns whether the filter of an index matches an entry.</summary>
    public ValueTask<bool?> HoldsAsync(
        ModelObject index, EntityEntry entry, bool async, CancellationToken cancellationToken)
    {
        var known = index.Table.Columns
            .Where(column => column.FindMappedProperty(entry.Metadata) is { } property && !entry.IsStoreGenerated(property))
            .ToList();
        var row = known.Select((column, i) => $"CAST(@p{i} AS {column.StoreType}) AS {_sql.DelimitIdentifier(column.Name)}");
        return QueryAsync($"(SELECT {string.Join(", ", row)}) WHERE {index.Filter}", entry, known, async, cancellationToken);
    }

    private async ValueTask<bool?> QueryAsync(
        string rows,
        EntityEntry entry,
        IReadOnlyList<IColumn> values,
        bool async,
        CancellationToken cancellationToken)
    {
        var connection = context.GetService<IRelationalConnection>();
        var isOpen = false;
        try
        {
            isOpen = async
                ? await connection.OpenAsync(cancellationToken, errorsExpected: true).ConfigureAwait(false)
                : connection.Open(errorsExpected: true);
            using var command = Command(connection, $"SELECT EXISTS (SELECT 1 FROM {rows})", entry, values);
            return (async
                ? await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)
                : command.ExecuteScalar()) is 1L;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The original error is more useful, even if the query was canceled.
            return null;
        }
        finally
        {
            if (isOpen)
            {
                connection.Close();
            }
        }
    }

    private static DbCommand Command(
        IRelationalConnection connection, string text, EntityEntry entry, IReadOnlyList<IColumn> values)
    {
        var command = connection.DbConnection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 1;
        command.Transaction = connection.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Count; i++)
        {
            var mapping = values[i].FindMapping(entry.Metadata)!;
            command.Parameters.Add(
                mapping.TypeMapping.CreateParameter(command, $"@p{i}", entry.GetCurrentValue(mapping.Property)));
        }

        return command;
    }
}
