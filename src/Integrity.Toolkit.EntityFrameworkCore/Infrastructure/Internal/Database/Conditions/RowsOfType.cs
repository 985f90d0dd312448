using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database;

/// <summary>Tells the rows of a type from others in the same table.</summary>
internal static class RowsOfType
{
    /// <summary>True for rows that are of a type; null where the table cannot tell.</summary>
    public static SqlText? Of(
        IReadOnlyEntityType entityType, Type type, StoreObjectIdentifier table, DatabaseRendering rendering, string row = "")
    {
        var all = entityType.GetRootType().GetDerivedTypesInclusive().Where(each => !each.IsAbstract() && IsIn(each, table)).ToList();
        var meant = all.Where(each => type.IsAssignableFrom(each.ClrType)).ToList();
        if (meant.Count == all.Count)
        {
            return SqlText.True;
        }

        var discriminator = entityType.GetRootType().FindDiscriminatorProperty();
        if (discriminator?.GetColumnName(table) is null)
        {
            return null;
        }

        var values = meant
            .Select(each => each.GetDiscriminatorValue())
            .OfType<object>()
            .Select(value => rendering.Literal(discriminator, value))
            .Order(StringComparer.Ordinal)
            .ToList();
        var column = row + rendering.Column(discriminator, table);
        return values.Count switch
        {
            0 => SqlText.False,
            1 => SqlText.Atom($"{column} = {values[0]}"),
            _ => SqlText.Atom($"{column} IN ({string.Join(", ", values)})"),
        };
    }

    /// <summary>Whether rows of a type are in a table, be it with a part of their columns.</summary>
    private static bool IsIn(IReadOnlyEntityType entityType, StoreObjectIdentifier table)
        => entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy
            ? StoreObjectIdentifier.Create(entityType, StoreObjectType.Table) == table
            : entityType.GetAllBaseTypesInclusive().Any(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) == table);
}
