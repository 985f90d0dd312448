using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Storage;

/// <summary>A table to which a type is mapped, whose rows are found by key.</summary>
internal sealed class RowTable(ITableMapping mapping, ISqlGenerationHelper names)
{
    private readonly IReadOnlyList<IProperty> _key = mapping.TypeBase.ContainingEntityType.FindPrimaryKey()!.Properties;

    /// <summary>The quoted name, with the schema.</summary>
    public string Name { get; } = names.DelimitIdentifier(mapping.Table.Name, mapping.Table.Schema);

    /// <summary>The sort key that orders rows of different tables.</summary>
    public string Order { get; } = $"{mapping.Table.Schema}.{mapping.Table.Name}";

    /// <summary>Returns the tables of a type, starting with that of the base type.</summary>
    public static IEnumerable<RowTable> Of(IEntityType entityType, ISqlGenerationHelper names)
        => entityType.GetTableMappings().Select(mapping => new RowTable(mapping, names));

    /// <summary>Returns the table with the column of a property.</summary>
    public static RowTable Of(IEntityType entityType, IProperty property, ISqlGenerationHelper names)
        => new(entityType.GetTableMappings().First(mapping => Find(mapping, property) is not null), names);

    /// <summary>Returns the tables with the column of a property, for a type and its derived types.</summary>
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

    /// <summary>Returns the quoted column of a property.</summary>
    public string Column(IProperty property) => names.DelimitIdentifier(ColumnName(property));

    /// <summary>Returns the condition that finds one row; the key values become parameters of the command.</summary>
    public string Where(RowCommand command, IReadOnlyList<object?> key, string prefix = "k")
        => string.Join(" AND ", _key.Select((property, i)
            => $"{Column(property)} = {command.Parameter($"{prefix}{i}", TypeOf(property), key[i])}"));

    /// <summary>Returns the values of a key as they are stored in the table.</summary>
    public IReadOnlyList<object?> Stored(IReadOnlyList<object?> key)
        => [.. _key.Select((property, i)
            => TypeOf(property).Converter is { } converter ? converter.ConvertToProvider(key[i]) : key[i])];

    private static IColumnMapping? Find(ITableMapping mapping, IProperty property)
        => mapping.ColumnMappings.FirstOrDefault(column => column.Property == property);
}
