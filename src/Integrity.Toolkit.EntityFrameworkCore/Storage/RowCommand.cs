using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// A statement about rows that is executed like EF Core's own: logged, intercepted, and with parameters typed by column.
/// </summary>
internal sealed class RowCommand(DbContext context, CommandSource source)
{
    private readonly IRelationalCommandBuilder _builder = context.GetService<IRelationalCommandBuilderFactory>().Create();
    private readonly ISqlGenerationHelper _names = context.GetService<ISqlGenerationHelper>();
    private readonly Dictionary<string, object?> _values = [];

    public string Parameter(string name, RelationalTypeMapping mapping, object? value)
    {
        _builder.AddParameter(name, _names.GenerateParameterName(name), mapping, nullable: value is null);
        _values.Add(name, value);
        return _names.GenerateParameterNamePlaceholder(name);
    }

    public string Parameter(RelationalTypeMapping mapping, object? value)
        => Parameter($"integrity_{_values.Count}", mapping, value);

    /// <summary>Adds the parameters of a command that EF Core created for a query.</summary>
    public void Add(IEnumerable<DbParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            _builder.AddRawParameter(parameter.ParameterName, parameter);
        }
    }

    public string Parameter(string name, long value)
        => Parameter(name, context.GetService<IRelationalTypeMappingSource>().FindMapping(typeof(long))!, value);

    /// <summary>Returns the number of rows that the statement changed.</summary>
    public async ValueTask<int> ExecuteAsync(string sql, bool async, CancellationToken cancellationToken)
    {
        var (command, parameters) = Build(sql);

        return async
            ? await command.ExecuteNonQueryAsync(parameters, cancellationToken).ConfigureAwait(false)
            : command.ExecuteNonQuery(parameters);
    }

    /// <summary>Reads the first row of the result, or returns null if there is none.</summary>
    public async ValueTask<T?> ReadAsync<T>(
        string sql, Func<DbDataReader, T> read, bool async, CancellationToken cancellationToken)
    {
        var (command, parameters) = Build(sql);
        if (!async)
        {
            using var rows = command.ExecuteReader(parameters);
            return rows.Read() ? read(rows.DbDataReader) : default;
        }

        var reader = await command.ExecuteReaderAsync(parameters, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? read(reader.DbDataReader) : default;
        }
    }

    /// <summary>Reads all rows of the result.</summary>
    public async ValueTask ReadAllAsync(string sql, Action<DbDataReader> read, bool async, CancellationToken cancellationToken)
    {
        var (command, parameters) = Build(sql);
        if (!async)
        {
            using var rows = command.ExecuteReader(parameters);
            while (rows.Read())
            {
                read(rows.DbDataReader);
            }

            return;
        }

        var reader = await command.ExecuteReaderAsync(parameters, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                read(reader.DbDataReader);
            }
        }
    }

    /// <summary>Returns the number in the first column of the first row, or null if there is no row.</summary>
    public ValueTask<long?> NumberAsync(string sql, bool async, CancellationToken cancellationToken)
        => ReadAsync(
            sql,
            static row => (long?)Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
            async,
            cancellationToken);

    private (IRelationalCommand Command, RelationalCommandParameterObject Parameters) Build(string sql)
    {
        _builder.Append(sql);

        return (_builder.Build(), new RelationalCommandParameterObject(
            context.GetService<IRelationalConnection>(),
            _values,
            null,
            context,
            context.GetService<IRelationalCommandDiagnosticsLogger>(),
            source));
    }
}
