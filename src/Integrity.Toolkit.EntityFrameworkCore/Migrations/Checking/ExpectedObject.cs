using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>An object that the database should have.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Create">The SQL that makes it; null where a whole table would have to be made anew.</param>
/// <param name="Drop">The SQL that drops it.</param>
internal sealed record ExpectedObject(
    ManagedObjectKind Kind, ITable Table, string Name, string? Create, string Drop)
{
    /// <summary>The condition of a CHECK.</summary>
    public string? Condition { get; init; }

    public ITableIndex? Index { get; init; }
}
