using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// A statement about one row, sent as EF Core sends its own: logged, intercepted, with its parameters typed by the columns.
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

    public string Parameter(string name, long value)
        => Parameter(name, context.GetService<IRelationalTypeMappingSource>().FindMapping(typeof(long))!, value);

    /// <summary>The number in the first column of the row that the statement is about; null where there is none.</summary>
    public async ValueTask<long?> NumberAsync(string sql, bool async, CancellationToken cancellationToken)
    {
        _builder.Append(sql);
        var command = _builder.Build();
        var parameters = new RelationalCommandParameterObject(
            context.GetService<IRelationalConnection>(),
            _values,
            null,
            context,
            context.GetService<IRelationalCommandDiagnosticsLogger>(),
            source);
        if (!async)
        {
            using var rows = command.ExecuteReader(parameters);
            return rows.Read() ? Number(rows) : null;
        }

        var reader = await command.ExecuteReaderAsync(parameters, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Number(reader) : null;
        }
    }

    private static long Number(RelationalDataReader reader)
        => Convert.ToInt64(reader.DbDataReader.GetValue(0), CultureInfo.InvariantCulture);
}
