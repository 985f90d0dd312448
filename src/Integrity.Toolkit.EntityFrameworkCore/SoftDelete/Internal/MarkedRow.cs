using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>A row that is marked right before it is deleted, by statements like those of EF Core.</summary>
internal sealed class MarkedRow
{
    private readonly EntityEntry _entry;
    private readonly ITableMapping _table;
    private readonly ISqlGenerationHelper _names;
    private readonly List<IProperty> _found;

    public MarkedRow(EntityEntry entry, SoftDeletePlan plan)
    {
        _entry = entry;
        _names = entry.Context.GetService<ISqlGenerationHelper>();
        _table = entry.Metadata.GetTableMappings().First(mapping => Find(mapping, plan.At) is not null);
        var tokens = _table.ColumnMappings
            .Select(column => column.Property)
            .Where(property => property.IsConcurrencyToken && property.DeclaringType == entry.Metadata.FindProperty(property.Name)?.DeclaringType)
            .ToList();
        _found = [.. entry.Metadata.FindPrimaryKey()!.Properties, .. tokens];
        IProperty[] marks = [plan.At, plan.By, plan.Reason, plan.Id];
        MovedTokens = [.. tokens.Where(token => token.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) || marks.Contains(token))];
    }

    /// <summary>The concurrency tokens that have another value once the row is marked.</summary>
    public IReadOnlyList<IProperty> MovedTokens { get; }

    /// <summary>Says whether the row was found as it was loaded.</summary>
    public async ValueTask<bool> MarkAsync(
        IReadOnlyList<(IProperty Property, object? Value)> marks,
        bool async,
        CancellationToken cancellationToken)
    {
        var (command, values) = (Builder(), new Dictionary<string, object?>());
        var set = marks
            .Where(mark => Find(_table, mark.Property) is not null)
            .Select((mark, i) => $"{Column(mark.Property)} = {Parameter(command, values, $"m{i}", mark.Property, mark.Value)}");
        command.Append($"UPDATE {Name} SET {string.Join(", ", set)} WHERE {Where(command, values, _found)}");
        var rows = async
            ? await command.Build().ExecuteNonQueryAsync(Object(values), cancellationToken).ConfigureAwait(false)
            : command.Build().ExecuteNonQuery(Object(values));

        return rows == 1;
    }

    /// <summary>The values of <see cref="MovedTokens"/>, in their order.</summary>
    public async ValueTask<IReadOnlyList<object?>> ReadTokensAsync(bool async, CancellationToken cancellationToken)
    {
        var (command, values) = (Builder(), new Dictionary<string, object?>());
        command.Append(
            $"SELECT {string.Join(", ", MovedTokens.Select(Column))} FROM {Name} WHERE "
            + Where(command, values, _entry.Metadata.FindPrimaryKey()!.Properties));
        if (!async)
        {
            using var rows = command.Build().ExecuteReader(Object(values));
            return rows.Read() ? Read(rows) : [];
        }

        var reader = await command.Build().ExecuteReaderAsync(Object(values), cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Read(reader) : [];
        }
    }

    private string Name => _names.DelimitIdentifier(_table.Table.Name, _table.Table.Schema);

    private static IColumnMapping? Find(ITableMapping table, IProperty property)
        => table.ColumnMappings.FirstOrDefault(column => column.Property == property);

    private string Column(IProperty property) => _names.DelimitIdentifier(Find(_table, property)!.Column.Name);

    private IRelationalCommandBuilder Builder() => _entry.Context.GetService<IRelationalCommandBuilderFactory>().Create();

    private object?[] Read(RelationalDataReader rows)
        => [.. MovedTokens.Select((token, i) => ValueReading.Read(rows.DbDataReader, i, Find(_table, token)!.TypeMapping, token))];

    private string Where(IRelationalCommandBuilder command, Dictionary<string, object?> values, IReadOnlyList<IProperty> properties)
        => string.Join(" AND ", properties.Select((property, i) => ChangedEntries.Original(_entry, property) is { } value
            ? $"{Column(property)} = {Parameter(command, values, $"w{i}", property, value)}"
            : $"{Column(property)} IS NULL"));

    private string Parameter(
        IRelationalCommandBuilder command, Dictionary<string, object?> values, string name, IProperty property, object? value)
    {
        command.AddParameter(name, _names.GenerateParameterName(name), Find(_table, property)!.TypeMapping, nullable: value is null);
        values.Add(name, value);
        return _names.GenerateParameterNamePlaceholder(name);
    }

    private RelationalCommandParameterObject Object(Dictionary<string, object?> values)
        => new(
            _entry.Context.GetService<IRelationalConnection>(),
            values,
            null,
            _entry.Context,
            _entry.Context.GetService<IRelationalCommandDiagnosticsLogger>(),
            CommandSource.SaveChanges);
}
