using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Throws for a history in a table of another entity type, for which EF Core would require a foreign key.</summary>
internal static class HistoryTableNames
{
    public static void Check(IMutableModel model, IReadOnlyDictionary<IMutableEntityType, TransitionsDeclaration> declared)
    {
        var tables = model.GetEntityTypes().ToLookup(entityType => StoreObjectIdentifier.Create(entityType, StoreObjectType.Table));
        foreach (var (entityType, declaration) in declared)
        {
            var history = model.FindEntityType(declaration.HistoryTypeName(entityType))!;
            var table = StoreObjectIdentifier.Create(history, StoreObjectType.Table);
            if (tables[table].FirstOrDefault(other => other != history) is not { } taken)
            {
                continue;
            }

            var (second, other) = declared.FirstOrDefault(owner => owner.Value.HistoryTypeName(owner.Key) == taken.Name);
            var status = $"{entityType.ShortName()}.{declaration.Property}";
            throw new InvalidOperationException(second is null
                ? $"The history of {status} is mapped to the table {table!.Value.DisplayName()}, which is the table of "
                    + $"{taken.ShortName()}. Specify another table: WithHistory(h => h.ToTable(name)) or "
                    + "WithHistory(h => h.Shared(table))."
                : $"The histories of {status} and {second.ShortName()}.{other.Property} are mapped to the same table "
                    + $"{table!.Value.DisplayName()}. Specify a table for each with WithHistory(h => h.ToTable(name)), or share "
                    + $"the table: WithHistory(h => h.Shared(\"{table.Value.Name}\")).");
        }
    }
}
