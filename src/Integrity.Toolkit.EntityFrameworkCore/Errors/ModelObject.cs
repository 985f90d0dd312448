using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>A key, an index, a foreign key or a CHECK that the model knows by name.</summary>
/// <param name="Kind">What the database refuses by it; for a foreign key either direction.</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table it belongs to.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record ModelObject(
    DatabaseErrorKind Kind, string Name, ITable Table, IReadOnlyList<IColumn> Columns)
{
    /// <summary>The rows that a unique index is about; null for all.</summary>
    public string? Filter { get; init; }

    public IForeignKeyConstraint? ForeignKey { get; init; }

    /// <summary>The properties of the key or the index as they were declared, for a type or one it is derived from.</summary>
    public Func<IEntityType, IReadOnlyList<IProperty>?> Declared { get; init; } = static _ => null;
}
