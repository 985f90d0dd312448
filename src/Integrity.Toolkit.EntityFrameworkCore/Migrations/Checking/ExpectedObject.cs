using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>A database object that the model requires.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Table">The table.</param>
/// <param name="Name">The name.</param>
/// <param name="Create">The SQL that creates it; null if the whole table would have to be rebuilt.</param>
/// <param name="Drop">The SQL that drops it.</param>
internal sealed record ExpectedObject(
    ManagedObjectKind Kind, ITable Table, string Name, string? Create, string Drop)
{
    /// <summary>The condition of a CHECK constraint.</summary>
    public string? Condition { get; init; }

    public ITableIndex? Index { get; init; }
}
