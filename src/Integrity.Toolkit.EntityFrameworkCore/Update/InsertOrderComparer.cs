using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Inserts rows of some types before all rows that do not have to precede them, and in an order of their own.
/// </summary>
/// <remarks>
/// A foreign key would also order the statements. But with a foreign key from an entity to rows that reference it, the
/// entity's key would be part of a foreign key, which databases do not generate, and SQLite would have to rebuild its table.
/// </remarks>
internal sealed class InsertOrderComparer(IComparer<IReadOnlyModificationCommand> inner) : IComparer<IReadOnlyModificationCommand>
{
    private const string Annotation = "Integrity:WrittenFirst";

    /// <summary>Enables the order for a type of a finalized model.</summary>
    public static void Mark(IEntityType entityType, IProperty order) => entityType.SetRuntimeAnnotation(Annotation, order);

    public int Compare(IReadOnlyModificationCommand? x, IReadOnlyModificationCommand? y)
    {
        var (first, second) = (Order(x), Order(y));
        if (first is null || second is null)
        {
            return first is null && second is null ? inner.Compare(x, y) : first is null ? 1 : -1;
        }

        var order = inner.Compare(x, y);
        return order == 0 ? Comparer<object>.Default.Compare(first, second) : order;
    }

    private static object? Order(IReadOnlyModificationCommand? command)
        => command is { EntityState: EntityState.Added, Entries: [{ } entry, ..] }
            && entry.EntityType.FindRuntimeAnnotationValue(Annotation) is IProperty order
                ? entry.GetCurrentValue(order)
                : null;
}
