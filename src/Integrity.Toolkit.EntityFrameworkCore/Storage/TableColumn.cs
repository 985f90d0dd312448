using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// A column of a table, and what is kept in it.
/// </summary>
/// <param name="Name">The quoted name.</param>
/// <param name="StoreType">Its type, where it is known.</param>
/// <param name="Collation">How its texts are compared, where that is not the default.</param>
/// <param name="Properties">The properties that are kept in it; none for a column of JSON.</param>
/// <param name="Path">The member, for messages: of the entity, or of what it owns.</param>
internal sealed record TableColumn(
    string Name,
    string? StoreType,
    string? Collation,
    IReadOnlyList<IReadOnlyProperty> Properties,
    string Path)
{
    /// <summary>Whether nobody writes it: computed from other columns, or the database's own number of the writing transaction.</summary>
    public bool IsMadeByDatabase
        => StoreType == "xid" || Properties.Any(property => property.GetComputedColumnSql() is not null);

    /// <summary>Whether it has another value than before, however little the values differ.</summary>
    public string Changes(DatabaseDialect dialect)
        => dialect.Differs(
            dialect.Comparable($"NEW.{Name}", StoreType, Collation),
            dialect.Comparable($"OLD.{Name}", StoreType, Collation));
}
