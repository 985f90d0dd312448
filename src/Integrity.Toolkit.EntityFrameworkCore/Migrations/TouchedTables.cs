using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// The tables with which a migration does what their managed objects would forbid, or what the database forbids because of
/// them: columns that a trigger names cannot change their type, and rows of a migration are written by the schema's owner.
/// </summary>
internal static class TouchedTables
{
    public static HashSet<(string Table, string? Schema)> Of(IEnumerable<MigrationOperation> operations)
    {
        var touched = new HashSet<(string, string?)>();
        foreach (var operation in operations)
        {
            if (operation is AlterColumnOperation or DropColumnOperation or RenameColumnOperation
                or InsertDataOperation or UpdateDataOperation or DeleteDataOperation)
            {
                var on = (ITableMigrationOperation)operation;
                touched.Add((on.Table, on.Schema));
            }
        }

        return touched;
    }

    /// <summary>Those of which it writes rows.</summary>
    public static HashSet<(string Table, string? Schema)> Written(IEnumerable<MigrationOperation> operations)
        => Of(operations.Where(operation => operation is InsertDataOperation or UpdateDataOperation));
}
