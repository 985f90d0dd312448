using System.Globalization;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// The triggers of a table whose rows are inserted, and then neither updated nor deleted, except as declared.
/// </summary>
internal sealed class ImmutableRowTriggers(IMutableEntityType entityType)
{
    /// <summary>The members that may change.</summary>
    public IReadOnlyList<string> Redactable { get; init; } = [];

    /// <summary>The foreign key with which rows are cascade-deleted, or null.</summary>
    public IReadOnlyForeignKey? Parent { get; init; }

    /// <summary>The time of a row, and the age from which it may be deleted, or null.</summary>
    public (IReadOnlyProperty Time, TimeSpan Age)? Retention { get; init; }

    public required (string Code, Func<string, IReadOnlyList<object?>, IntegrityViolation> CreateViolation) Changed { get; init; }

    public required (string Code, Func<string, IReadOnlyList<object?>, IntegrityViolation> CreateViolation) Deleted { get; init; }

    public void Render(ConstraintSqlBuilder rendering)
    {
        var rows = new GuardedRows(entityType, []);
        ThrowIfSplit(rows);
        foreach (var table in rows.Tables)
        {
            var columns = TableColumns.Of(rows.Types, table, rendering);
            ThrowIfUnknown(columns, rows);
            var kept = columns.Where(column => !IsRedactable(column) && !column.IsMadeByDatabase).Select(column => column.Changes(rendering.Dialect));
            var whole = rows.Condition(table, rendering, "OLD.");

            rendering.KeepRows(entityType, table);
            Add("update", GuardEvent.Update, Changed, $"rows of {table.Name} are not changed", Redactable.Count == 0
                ? "TRUE"
                : string.Join("\n  OR ", kept));
            Add("delete", GuardEvent.Delete, Deleted, $"rows of {table.Name} are not deleted", IsKept(table, rendering));
            Add("truncate", GuardEvent.Truncate, Deleted, $"rows of {table.Name} are not deleted", "TRUE");

            void Add(
                string what,
                GuardEvent on,
                (string Code, Func<string, IReadOnlyList<object?>, IntegrityViolation> CreateViolation) declared,
                string message,
                string rejected)
            {
                var trigger = new GuardTrigger(
                    rendering.GuardName(table, "once", what),
                    table,
                    on,
                    new GuardCase(whole is null || on == GuardEvent.Truncate ? rejected : $"{whole}\n  AND ({rejected})", message))
                {
                    ReadsRows = on == GuardEvent.Delete && Parent is not null,
                };
                rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
                    trigger.Name, table.Schema, table.Name, DatabaseErrorKind.Guard, declared.Code, entityType.Name, [], declared.CreateViolation));
            }
        }
    }

    /// <summary>
    /// Throws for split rows: one part cannot determine the age of the other, or whether it is about to be deleted.
    /// </summary>
    private void ThrowIfSplit(GuardedRows rows)
    {
        var isSplit = rows.BaseTables.Count > 0
            || rows.Types.Any(type => type.GetMappingFragments(StoreObjectType.Table).Any())
            || rows.IsSplit && (Parent is not null || Retention is not null);
        if (isSplit)
        {
            throw new NotSupportedException(
                $"The rows of {entityType.ShortName()} cannot be made immutable, because they are split over several tables. "
                + "Map the hierarchy to one table, or to one table per concrete type.");
        }
    }

    private void ThrowIfUnknown(IReadOnlyList<TableColumn> columns, GuardedRows rows)
    {
        if (!rows.IsSplit && Redactable.FirstOrDefault(path => !columns.Any(column => Is(column, path))) is { } unknown)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{unknown} is redactable, but has no column in the entity's "
                + "table. Specify a mapped member.");
        }
    }

    private static bool Is(TableColumn column, string path)
        => column.Path == path || column.Path.StartsWith($"{path}.", StringComparison.Ordinal);

    private bool IsRedactable(TableColumn column)
        => Redactable.Any(path => Is(column, path));

    /// <summary>Returns the condition that a row still has its parent and has not reached its minimum age.</summary>
    private string IsKept(StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
    {
        var reasons = new List<string>();
        if (Parent is not null)
        {
            reasons.Add(HasParent(Parent, table, rendering));
        }

        if (Retention is var (time, age))
        {
            reasons.Add(rendering.Dialect.IsNotTrue(rendering.Dialect.IsOlder(
                $"OLD.{rendering.Column(time, table)}",
                rendering.StoreType(time),
                age.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)) ?? throw new NotSupportedException(
                    $"{entityType.ShortName()}.{time.Name} is stored as {rendering.StoreType(time)}, from which this database "
                    + "cannot determine an age. Map it to a date or time type, or remove AllowDeleteAfter().")));
        }

        return reasons.Count == 0 ? "TRUE" : string.Join("\n  AND ", reasons.Select(reason => $"({reason})"));
    }

    private string HasParent(IReadOnlyForeignKey parent, StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
    {
        var principal = StoreObjectIdentifier.Create(parent.PrincipalEntityType, StoreObjectType.Table);
        if (principal is not { } at || parent.PrincipalEntityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy)
        {
            throw new NotSupportedException(
                $"{entityType.ShortName()} is deleted with its {parent.PrincipalEntityType.ShortName()}, whose rows are not "
                + "in one table, so a trigger cannot determine whether the parent is deleted.");
        }

        var same = parent.Properties.Zip(parent.PrincipalKey.Properties, (property, key) =>
            $"{rendering.Column(key, at)} = OLD.{rendering.Column(property, table)}");
        var has = $"EXISTS (SELECT 1 FROM {rendering.Dialect.Quote(at)} WHERE {string.Join(" AND ", same)})";
        var never = parent.Properties
            .Where(property => property.IsNullable)
            .Select(property => $"OLD.{rendering.Column(property, table)} IS NULL");

        return string.Join(" OR ", [.. never, has]);
    }
}
