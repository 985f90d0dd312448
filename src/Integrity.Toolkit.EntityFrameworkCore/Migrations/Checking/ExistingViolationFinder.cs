using System.Data.Common;
using System.Reflection;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Finds existing rows that violate the declared constraints, in a database that may not have these constraints yet.
/// </summary>
internal sealed class ExistingViolationFinder(DbContext context, DatabaseDialect dialect, int sample)
{
    private const string Savepoint = "integrity_rows";

    private readonly ExpectedObjects _expected = new(context, dialect);
    private readonly SqlQuery _query = new(context);
    private readonly ExistingViolationSql _sql = new(dialect);

    public async Task<IReadOnlyList<ConstraintViolations>> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<ConstraintViolations>();
        var columns = new Dictionary<ITable, HashSet<string>>();
        foreach (var declared in _expected.Declared.All)
        {
            var (schema, name) = declared.Violated is { } violated ? (violated.Schema, violated.Name) : (declared.Schema, declared.Table);
            if (_expected.Table(schema, name) is not { } table || _sql.Of(declared, _expected) is not { } rows)
            {
                continue;
            }

            if (!columns.TryGetValue(table, out var present))
            {
                columns.Add(table, present = await ColumnsAsync(table, cancellationToken).ConfigureAwait(false));
            }

            if (await SearchAsync(declared, table, present, rows, cancellationToken).ConfigureAwait(false) is { } result)
            {
                found.Add(result);
            }
        }

        return found;
    }

    private async Task<ConstraintViolations?> SearchAsync(
        RenderedConstraint declared, ITable table, HashSet<string> present, string rows, CancellationToken cancellationToken)
    {
        var key = table.PrimaryKey?.Columns ?? [];
        if (present.Count == 0)
        {
            return Result(declared, 0, [], "The table does not exist yet.");
        }

        if (declared.Reads is { } reads
            && _expected.Table(reads.Schema, reads.Name) is { } other
            && (await ColumnsAsync(other, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return Result(declared, 0, [], $"The table {reads.Name} does not exist yet.");
        }

        var mentioned = table.Columns.Where(column => key.Contains(column) || rows.Contains(dialect.Quote(column.Name), StringComparison.Ordinal));
        var missing = mentioned.Where(column => !present.Contains(column.Name)).Select(column => column.Name).ToList();
        if (missing.Count > 0)
        {
            return Result(
                declared, 0, [], $"The table has no column {string.Join(", ", missing)} yet. Check again after the migration.");
        }

        try
        {
            var keys = string.Join(", ", key.Select(column => dialect.Quote(column.Name)));
            var read = await SafelyAsync(() => _query.RowsAsync(
                $"SELECT count(*) OVER (){(keys.Length == 0 ? "" : $", {keys}")} FROM {rows}"
                    + $"{(keys.Length == 0 ? "" : $" ORDER BY {keys}")} LIMIT {Math.Max(sample, 1)}",
                (reader, column) => column == 0 ? reader.GetInt64(0) : Value(reader, column, key[column - 1]),
                cancellationToken)).ConfigureAwait(false);

            return read.Count == 0
                ? null
                : Result(declared, (long)read[0][0]!, [.. read.Take(sample).Select(row => (IReadOnlyList<object?>)row[1..])], null);
        }
        catch (DbException exception) when (exception.SqlState is ['4', '2', ..] or ['2', '2', ..])
        {
            return Result(declared, 0, [], "The columns have other types than in the model.");
        }
    }

    /// <summary>Uses a savepoint, because a failed statement would abort the caller's transaction.</summary>
    private async Task<List<object?[]>> SafelyAsync(Func<Task<List<object?[]>>> ask)
    {
        if (context.Database.CurrentTransaction is not { SupportsSavepoints: true } transaction)
        {
            return await ask().ConfigureAwait(false);
        }

        await transaction.CreateSavepointAsync(Savepoint).ConfigureAwait(false);
        try
        {
            return await ask().ConfigureAwait(false);
        }
        finally
        {
            await transaction.RollbackToSavepointAsync(Savepoint).ConfigureAwait(false);
            await transaction.ReleaseSavepointAsync(Savepoint).ConfigureAwait(false);
        }
    }

    private ConstraintViolations Result(RenderedConstraint declared, long count, IReadOnlyList<IReadOnlyList<object?>> keys, string? notChecked)
        => new(
            declared.Code,
            declared.Name,
            context.Model.FindEntityType(declared.EntityType)?.ShortName() ?? declared.EntityType,
            declared.Violated is { } violated ? violated.Schema : declared.Schema,
            declared.Violated?.Name ?? declared.Table,
            declared.Members,
            count,
            keys,
            notChecked);

    private async Task<HashSet<string>> ColumnsAsync(ITable table, CancellationToken cancellationToken)
    {
        var rows = await _query.RowsAsync(
            dialect is SqliteDialect
                ? $"SELECT name FROM pragma_table_info({DatabaseDialect.Text(table.Name)})"
                : "SELECT attname::text FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid = "
                    + $"to_regclass({DatabaseDialect.Text(dialect.Names.DelimitIdentifier(table.Name, table.Schema))})",
            cancellationToken).ConfigureAwait(false);

        return rows.Select(row => (string)row[0]!)
            .ToHashSet(dialect is SqliteDialect ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    }

    /// <summary>Returns a key value as the entity has it.</summary>
    private static object? Value(DbDataReader reader, int ordinal, IColumn column)
    {
        if (reader.IsDBNull(ordinal))
        {
            return null;
        }

        var mapping = column.PropertyMappings[0].TypeMapping;
        try
        {
            var value = mapping.GetDataReaderMethod().Invoke(reader, BindingFlags.DoNotWrapExceptions, null, [ordinal], null);
            return mapping.Converter is { } converter ? converter.ConvertFromProvider(value) : value;
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException)
        {
            // The column has another type than in the model.
            return reader.GetValue(ordinal);
        }
    }
}
