using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Refuses a history in a table that is not its own: EF Core would ask for a foreign key between the two.</summary>
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
                ? $"{status} keeps its history in the table {table!.Value.DisplayName()}, which is that of {taken.ShortName()}. Name another "
                    + "one: WithHistory(h => h.ToTable(name)) or WithHistory(h => h.Shared(table))."
                : $"{status} and {second.ShortName()}.{other.Property} both keep their history in the table "
                    + $"{table!.Value.DisplayName()}. Name one for each with WithHistory(h => h.ToTable(name)), or let both share one: "
                    + $"WithHistory(h => h.Shared(\"{table.Value.Name}\")).");
        }
    }
}
