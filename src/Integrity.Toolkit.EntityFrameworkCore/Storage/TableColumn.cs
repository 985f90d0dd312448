using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// A column of a table, and its properties.
/// </summary>
/// <param name="Name">The quoted name.</param>
/// <param name="StoreType">The store type, if known.</param>
/// <param name="Collation">The collation, if it is not the default.</param>
/// <param name="Properties">The properties that are stored in it; none for a JSON column.</param>
/// <param name="Path">The path of the member for messages: a member of the entity, or of an owned entity.</param>
internal sealed record TableColumn(
    string Name,
    string? StoreType,
    string? Collation,
    IReadOnlyList<IReadOnlyProperty> Properties,
    string Path)
{
    /// <summary>Whether the database generates the value: a computed column, or the id of the writing transaction.</summary>
    public bool IsMadeByDatabase
        => StoreType == "xid" || Properties.Any(property => property.GetComputedColumnSql() is not null);

    /// <summary>Returns a condition that is true if the value changes at all.</summary>
    public string Changes(DatabaseDialect dialect)
        => dialect.Differs(
            dialect.Comparable($"NEW.{Name}", StoreType, Collation),
            dialect.Comparable($"OLD.{Name}", StoreType, Collation));
}
