using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Integrity.Toolkit.Update;

/// <summary>
/// Lets EF Core insert rows of some types before all else that does not have to precede them, and in an order of their own.
/// </summary>
/// <remarks>
/// A foreign key would order the statements as well. But one from an entity to rows that refer to it would make its key a
/// part of a foreign key, which databases then do not generate, and its table one that SQLite has to rebuild.
/// </remarks>
internal sealed class InsertOrderComparer(IComparer<IReadOnlyModificationCommand> inner) : IComparer<IReadOnlyModificationCommand>
{
    private const string Annotation = "Integrity:WrittenFirst";

    /// <summary>Says so for a type of a finished model.</summary>
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
