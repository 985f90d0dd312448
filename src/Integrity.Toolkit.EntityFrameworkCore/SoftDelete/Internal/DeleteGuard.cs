using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Rejects, in the database, the deletion of a row that is not marked as deleted.</summary>
internal sealed class DeleteGuard(string deletedAt, GuardedRows rows) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var property = entityType.FindProperty(deletedAt)!;
        ThrowIfSplit();
        foreach (var table in rows.BaseTables.Concat(rows.Tables))
        {
            rendering.KeepRows(entityType, table);
            Add("delete", GuardEvent.Delete, IsLive(entityType, property, table, rendering));
            Add("truncate", GuardEvent.Truncate, "TRUE");

            void Add(string what, GuardEvent on, string rejected)
            {
                var trigger = new GuardTrigger(
                    rendering.GuardName(table, what),
                    table,
                    on,
                    new GuardCase(rejected, $"rows of {table.Name} are deleted for good only when they are marked as deleted"))
                {
                    ReadsRows = property.GetColumnName(table) is null,
                };
                rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
                    trigger.Name,
                    table.Schema,
                    table.Name,
                    DatabaseErrorKind.Guard,
                    SoftDeleteCodes.Live,
                    entityType.Name,
                    [deletedAt],
                    CreateViolation));
            }
        }
    }

    /// <summary>Rejects split tables: deleting a part of a row from one table would leave the other parts behind.</summary>
    private void ThrowIfSplit()
    {
        if (rows.Types.FirstOrDefault(type => type.GetMappingFragments(StoreObjectType.Table).Any()) is { } split)
        {
            throw new NotSupportedException(
                $"{split.ShortName()} is split over several tables, of which only one has the deletion columns, so the "
                + "database triggers of the others cannot determine which rows are live. Map it to one table, or remove "
                + "GuardInDatabase().");
        }
    }

    private static IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            SoftDeleteCodes.Live,
            entity,
            violation => $"{violation.Entity} is not marked as deleted, so its row cannot be permanently deleted.",
            key: key);

    /// <summary>
    /// Returns the condition for a live row. If a row is split over tables, one of them has the deletion columns.
    /// </summary>
    private string IsLive(
        IMutableEntityType entityType,
        IMutableProperty property,
        StoreObjectIdentifier table,
        ConstraintSqlBuilder rendering)
    {
        if (property.GetColumnName(table) is { } column)
        {
            var live = $"OLD.{rendering.Dialect.Quote(column)} IS NULL";
            return rows.Condition(table, rendering, "OLD.") is { } mine ? $"{mine} AND {live}" : live;
        }

        var marked = StoreObjectIdentifier.Create(property.DeclaringType.ContainingEntityType, StoreObjectType.Table)!.Value;
        var key = entityType.FindPrimaryKey()!.Properties
            .Select(part => $"{rendering.Column(part, marked)} = OLD.{rendering.Column(part, table)}");

        return $"EXISTS (SELECT 1 FROM {rendering.Dialect.Quote(marked)} WHERE {string.Join(" AND ", key)} "
            + $"AND {rendering.Column(property, marked)} IS NULL)";
    }
}
