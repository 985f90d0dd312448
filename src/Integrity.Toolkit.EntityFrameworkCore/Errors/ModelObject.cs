using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>A key, an index, a foreign key or a CHECK constraint that is named in the model.</summary>
/// <param name="Kind">The kind of error that it raises; for a foreign key, either direction.</param>
/// <param name="Name">The name.</param>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns.</param>
internal sealed record ModelObject(
    DatabaseErrorKind Kind, string Name, ITable Table, IReadOnlyList<IColumn> Columns)
{
    /// <summary>The filter of a unique index; null for all rows.</summary>
    public string? Filter { get; init; }

    public IForeignKeyConstraint? ForeignKey { get; init; }

    /// <summary>Returns the declared properties of the key or index for a type or one of its base types.</summary>
    public Func<IEntityType, IReadOnlyList<IProperty>?> Declared { get; init; } = static _ => null;
}
