using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>Maps tables and columns to entities and members.</summary>
internal static class TableMappingExtensions
{
    /// <summary>Returns the entries that write to a table; of entries that share a row, those with the columns.</summary>
    public static IReadOnlyList<EntityEntry> WhereStoredIn(
        this IReadOnlyList<EntityEntry> entries, ITable table, IReadOnlyList<IColumn> columns)
    {
        // A row in several tables is written, and listed, once for each table.
        var there = entries
            .Where(entry => IsMappedTo(entry, table))
            .DistinctBy(entry => entry.Entity, ReferenceEqualityComparer.Instance)
            .ToList();
        var owning = there.FindAll(entry => columns.All(column => FindMappedProperty(column, entry.Metadata) is not null));
        var all = owning.Count > 0 ? owning : there;

        // An owned entity in its owner's row has no row of its own.
        var roots = all.FindAll(entry => !entry.Metadata.IsOwned());
        return roots.Count > 0 ? roots : all;
    }

    public static bool IsMappedTo(this EntityEntry entry, ITable table)
        => entry.Metadata.GetTableMappings().Any(mapping => mapping.Table == table);

    /// <summary>
    /// Returns the type that declares the columns of a table or, without columns, the first type that is mapped to it.
    /// </summary>
    public static IEntityType? FindMappedType(this ITable table, IReadOnlyList<IColumn> columns)
    {
        var declaring = columns
            .SelectMany(column => column.PropertyMappings.Take(1))
            .Select(mapping => (IEntityType)mapping.Property.DeclaringType.ContainingEntityType)
            .MaxBy(type => type.GetAllBaseTypes().Count());
        return declaring ?? table.EntityTypeMappings
            .Select(mapping => mapping.TypeBase)
            .OfType<IEntityType>()
            .OrderBy(type => type.IsOwned())
            .ThenBy(type => type.GetAllBaseTypes().Count())
            .FirstOrDefault();
    }

    public static IProperty? FindMappedProperty(this IColumn column, IEntityType entityType) => FindMapping(column, entityType)?.Property;

    public static IColumnMapping? FindMapping(this IColumn column, IEntityType entityType)
        => column.PropertyMappings.FirstOrDefault(
            mapping => ((IEntityType)mapping.Property.DeclaringType.ContainingEntityType).IsAssignableFrom(entityType));

    public static string GetMemberPath(this IProperty property)
    {
        var path = property.Name;
        for (var type = property.DeclaringType; type is IComplexType complex; type = complex.ComplexProperty.DeclaringType)
        {
            path = $"{complex.ComplexProperty.Name}.{path}";
        }

        return path;
    }

    public static IReadOnlyList<string> GetMemberPaths(this IReadOnlyList<IColumn> columns, IEntityType? entityType)
        => entityType is null
            ? []
            : [.. columns.Select(column => FindMappedProperty(column, entityType)).OfType<IProperty>().Select(GetMemberPath).Distinct()];

    /// <summary>Whether a save writes a column of a row: an insert writes all, an update the modified ones.</summary>
    public static bool IsWritten(this EntityEntry entry, IProperty property) => entry.State switch
    {
        EntityState.Added => true,
        EntityState.Modified => entry.IsPropertyModified(property),
        _ => false,
    };
}
