using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

internal static class EntityTypeTableExtensions
{
    /// <summary>Whether rows of a type are stored in a table, completely or in part.</summary>
    public static bool IsStoredIn(this IReadOnlyEntityType entityType, StoreObjectIdentifier table)
        => entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy
            ? StoreObjectIdentifier.Create(entityType, StoreObjectType.Table) == table
            : entityType.GetAllBaseTypesInclusive().Any(type => StoreObjectIdentifier.Create(type, StoreObjectType.Table) == table);
}
