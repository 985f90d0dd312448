using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>A table that a type is mapped to, in which a row is found by its key.</summary>
internal sealed class RowTable(ITableMapping mapping, ISqlGenerationHelper names)
{
    private readonly IReadOnlyList<IProperty> _key = mapping.TypeBase.ContainingEntityType.FindPrimaryKey()!.Properties;

    /// <summary>The quoted name, with the schema.</summary>
    public string Name { get; } = names.DelimitIdentifier(mapping.Table.Name, mapping.Table.Schema);

    /// <summary>Of two rows in different tables the same one is always first.</summary>
    public string Order { get; } = $"{mapping.Table.Schema}.{mapping.Table.Name}";

    /// <summary>The tables of a type, the one with the base type's part first.</summary>
    public static IEnumerable<RowTable> Of(IEntityType entityType, ISqlGenerationHelper names)
        => entityType.GetTableMappings().Select(mapping => new RowTable(mapping, names));

    /// <summary>The table with the column of a property.</summary>
    public static RowTable Of(IEntityType entityType, IProperty property, ISqlGenerationHelper names)
        => new(entityType.GetTableMappings().First(mapping => Find(mapping, property) is not null), names);

    /// <summary>The tables with the column of a property, for a type and those derived from it.</summary>
    public static IEnumerable<RowTable> All(IEntityType entityType, IProperty property, ISqlGenerationHelper names)
        => entityType.GetDerivedTypesInclusive()
            .SelectMany(type => type.GetTableMappings())
            .Where(mapping => Find(mapping, property) is not null)
            .DistinctBy(mapping => mapping.Table)
            .Select(mapping => new RowTable(mapping, names));

    public string? Schema => mapping.Table.Schema;

    public string Table => mapping.Table.Name;

    /// <summary>The properties that have a column in the table.</summary>
    public IEnumerable<IProperty> Properties => mapping.ColumnMappings.Select(column => column.Property);

    public bool Has(IProperty property) => Find(mapping, property) is not null;

    public RelationalTypeMapping TypeOf(IProperty property) => Find(mapping, property)!.TypeMapping;

    public string ColumnName(IProperty property) => Find(mapping, property)!.Column.Name;

    /// <summary>The quoted column of a property.</summary>
    public string Column(IProperty property) => names.DelimitIdentifier(ColumnName(property));

    /// <summary>The condition that finds one row; its values become parameters of the command.</summary>
    public string Where(RowCommand command, IReadOnlyList<object?> key, string prefix = "k")
        => string.Join(" AND ", _key.Select((property, i)
            => $"{Column(property)} = {command.Parameter($"{prefix}{i}", TypeOf(property), key[i])}"));

    /// <summary>The values of a key as the table has them.</summary>
    public IReadOnlyList<object?> Stored(IReadOnlyList<object?> key)
        => [.. _key.Select((property, i)
            => TypeOf(property).Converter is { } converter ? converter.ConvertToProvider(key[i]) : key[i])];

    private static IColumnMapping? Find(ITableMapping mapping, IProperty property)
        => mapping.ColumnMappings.FirstOrDefault(column => column.Property == property);
}
