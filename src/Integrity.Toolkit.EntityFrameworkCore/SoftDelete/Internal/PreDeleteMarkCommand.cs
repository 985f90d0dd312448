using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Marks a row as deleted immediately before it is deleted, with statements like those of EF Core.</summary>
internal sealed class PreDeleteMarkCommand
{
    private readonly EntityEntry _entry;
    private readonly RowTable _table;
    private readonly List<IProperty> _found;

    public PreDeleteMarkCommand(EntityEntry entry, SoftDeletePlan plan)
    {
        _entry = entry;
        _table = RowTable.Of(entry.Metadata, plan.At, entry.Context.GetService<ISqlGenerationHelper>());
        var tokens = _table.Properties
            .Where(property => property.IsConcurrencyToken && property.DeclaringType == entry.Metadata.FindProperty(property.Name)?.DeclaringType)
            .ToList();
        _found = [.. entry.Metadata.FindPrimaryKey()!.Properties, .. tokens];
        IProperty[] marks = [plan.At, plan.By, plan.Reason, plan.Id];
        MovedTokens = [.. tokens.Where(token => token.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) || marks.Contains(token))];
    }

    /// <summary>The concurrency tokens that change when the row is marked as deleted.</summary>
    public IReadOnlyList<IProperty> MovedTokens { get; }

    /// <summary>Marks the row, and returns whether it was found with its original values.</summary>
    public async ValueTask<bool> MarkAsync(
        IReadOnlyList<(IProperty Property, object? Value)> marks,
        bool async,
        CancellationToken cancellationToken)
    {
        var command = Command();
        var set = marks
            .Where(mark => _table.Has(mark.Property))
            .Select((mark, i) => $"{_table.Column(mark.Property)} = {Parameter(command, $"m{i}", mark.Property, mark.Value)}");
        var sql = $"UPDATE {_table.Name} SET {string.Join(", ", set)} WHERE {Where(command, _found)}";

        return await command.ExecuteAsync(sql, async, cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>Reads the values of <see cref="MovedTokens"/>, in their order.</summary>
    public async ValueTask<IReadOnlyList<object?>> ReadTokensAsync(bool async, CancellationToken cancellationToken)
    {
        var command = Command();
        var sql = $"SELECT {string.Join(", ", MovedTokens.Select(_table.Column))} FROM {_table.Name} WHERE "
            + Where(command, _entry.Metadata.FindPrimaryKey()!.Properties);

        return await command.ReadAsync<IReadOnlyList<object?>>(
            sql,
            row => [.. MovedTokens.Select((token, i) => row.ReadValue(i, _table.TypeOf(token), token))],
            async,
            cancellationToken).ConfigureAwait(false) ?? [];
    }

    private RowCommand Command() => new(_entry.Context, CommandSource.SaveChanges);

    private string Where(RowCommand command, IReadOnlyList<IProperty> properties)
        => string.Join(" AND ", properties.Select((property, i) => _entry.GetOriginalValue(property) is { } value
            ? $"{_table.Column(property)} = {Parameter(command, $"w{i}", property, value)}"
            : $"{_table.Column(property)} IS NULL"));

    private string Parameter(RowCommand command, string name, IProperty property, object? value)
        => command.Parameter(name, _table.TypeOf(property), value);
}
