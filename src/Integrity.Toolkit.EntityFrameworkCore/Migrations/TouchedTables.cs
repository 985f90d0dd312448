using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Finds the tables on which a migration performs operations that their managed objects would reject, or that the database
/// rejects because of them: a column that a trigger references cannot change its type, and rows are written by the schema's
/// owner.
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

    /// <summary>Returns the tables to which the migration writes rows.</summary>
    public static HashSet<(string Table, string? Schema)> Written(IEnumerable<MigrationOperation> operations)
        => Of(operations.Where(operation => operation is InsertDataOperation or UpdateDataOperation));
}
