using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>Queries a context's database, in the current transaction if there is one.</summary>
internal sealed class SqlQuery(DbContext context)
{
    public Task<List<object?[]>> RowsAsync(string sql, CancellationToken cancellationToken)
        => RowsAsync(sql, static (reader, column) => reader.IsDBNull(column) ? null : reader.GetValue(column), cancellationToken);

    public async Task<List<object?[]>> RowsAsync(
        string sql, Func<DbDataReader, int, object?> read, CancellationToken cancellationToken)
    {
        var connection = context.GetService<IRelationalConnection>();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var command = connection.DbConnection.CreateCommand();
            await using var _ = command.ConfigureAwait(false);
            command.CommandText = sql;
            command.CommandTimeout = connection.CommandTimeout ?? command.CommandTimeout;
            command.Transaction = connection.CurrentTransaction?.GetDbTransaction();
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            var rows = new List<object?[]>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var row = new object?[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = read(reader, i);
                }

                rows.Add(row);
            }

            return rows;
        }
        finally
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }
}
