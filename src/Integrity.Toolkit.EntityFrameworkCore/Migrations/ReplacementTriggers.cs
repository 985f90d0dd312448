using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Triggers that reject an insert or update of a row with unique values that another row already has.
/// </summary>
/// <remarks>
/// The unique index would reject it too, except for REPLACE, OR REPLACE and upserts, which delete or change the other row
/// without firing its triggers. On a guarded table, these statements are rejected even if their effect would be harmless.
/// Unique indexes that are not in the model cannot be checked.
/// </remarks>
internal static class ReplacementTriggers
{
    public const string Code = "database.replaced";

    private const string Message = "another row has these unique values, and a guarded row cannot be replaced";

    private const string UnknownMessage = "the key or row number -1 cannot be told from one that is still to be made";

    public static void Guard(IMutableEntityType entityType, StoreObjectIdentifier table, ConstraintSqlBuilder rendering)
    {
        var types = entityType.Model.GetEntityTypes()
            .Where(type => ConstraintSqlBuilder.Tables(type).Contains(table))
            .ToList();
        var columns = TableColumns.Of(types, table, rendering).Select(column => column.Name).ToList();
        var key = entityType.FindPrimaryKey()!.Properties.Select(property => rendering.Column(property, table)).ToList();
        var rows = new SqliteRowId(entityType.FindPrimaryKey()!, columns, rendering);
        var uniques = Uniques(types, table, rendering).ToList();
        var name = rendering.Dialect.Quote(table);

        Add("insert", GuardEvent.Insert, [], Cases(
            unique => unique.Name == uniques[0].Name && rows.IsKey
                ? rows.IsKnown(Twin(unique, name, columns))
                : Twin(unique, name, columns),
            rows.IsKey ? null : rows.IsKnown(rows.Twin(name))));
        Add(
            "update",
            GuardEvent.Update,
            [.. uniques.SelectMany(unique => unique.Watched(columns)).Union(rows.Names)],
            Cases(
                unique => $"({Any(unique.Watched(columns).Select(column => $"NEW.{column} IS NOT OLD.{column}"))})\n  AND "
                    + Twin(unique, name, columns, $" AND NOT ({All(key.Select(column => $"{column} IS OLD.{column}"))})"),
                rows.IsKey ? null : rows.IsMoved(rows.Twin(name))));
        if (rows.IsMade)
        {
            Add("row", GuardEvent.Insert, [], [new GuardCase(rows.IsUnknown, UnknownMessage)], isAfter: true);
        }

        GuardCase[] Cases(Func<Unique, string> rejected, string? row)
        {
            var cases = uniques.Select(unique => new GuardCase(rejected(unique), Message, unique.Name));
            return row is null ? [.. cases] : [.. cases, new GuardCase(row, Message, uniques[0].Name)];
        }

        void Add(string what, GuardEvent on, IReadOnlyList<string> watched, GuardCase[] cases, bool isAfter = false)
        {
            var trigger = new GuardTrigger(rendering.GuardName(table, "replace", what), table, on, cases)
            {
                Columns = watched,
                IsAfter = isAfter,
                ReadsRows = true,
            };
            rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
                trigger.Name,
                table.Schema,
                table.Name,
                DatabaseErrorKind.Guard,
                Code,
                entityType.Name,
                [],
                isAfter ? Unknown : Taken));
        }
    }

    private static IntegrityViolation Taken(string entity, IReadOnlyList<object?> key)
        => new(Code, entity, static violation => $"{violation.Entity} has unique values that another row already has.", key: key);

    private static IntegrityViolation Unknown(string entity, IReadOnlyList<object?> key)
        => new(
            Code,
            entity,
            static violation => $"{violation.Entity} cannot be inserted with the key or row id -1, because SQLite cannot "
                + "distinguish it from one that is not yet generated, and such a row could be replaced undetected. "
                + "Choose another key.",
            key: key);

    private static IEnumerable<Unique> Uniques(
        List<IMutableEntityType> types,
        StoreObjectIdentifier table,
        ConstraintSqlBuilder rendering)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            foreach (var key in type.GetKeys().OrderByDescending(key => key.IsPrimaryKey()))
            {
                if (key.GetName(table) is { } name && Columns(key.Properties) is { } columns && seen.Add(name))
                {
                    yield return new Unique(name, columns, null);
                }
            }

            foreach (var index in type.GetIndexes().Where(index => index.IsUnique))
            {
                if (index.GetDatabaseName(table) is { } name && Columns(index.Properties) is { } columns && seen.Add(name))
                {
                    yield return new Unique(name, columns, index.GetFilter(table));
                }
            }
        }

        List<string>? Columns(IEnumerable<IReadOnlyProperty> properties)
        {
            var columns = properties.Select(property => property.GetColumnName(table)).ToList();
            return columns.Contains(null) ? null : [.. columns.Select(column => rendering.Dialect.Quote(column!))];
        }
    }

    /// <summary>
    /// Whether another row has the values. For a filtered index, the filter is also evaluated on the new row.
    /// </summary>
    private static string Twin(Unique unique, string table, List<string> columns, string other = "")
    {
        var same = All(unique.Columns.Select(column => $"{column} = NEW.{column}"));
        return unique.Filter is null
            ? $"EXISTS (SELECT 1 FROM {table} WHERE {same}{other})"
            : $"EXISTS (SELECT 1 FROM {table} WHERE {same} AND ({unique.Filter}){other})\n  AND EXISTS (SELECT 1 FROM (SELECT "
                + $"{string.Join(", ", columns.Select(column => $"NEW.{column} AS {column}"))}) WHERE {unique.Filter})";
    }

    private static string All(IEnumerable<string> conditions) => string.Join(" AND ", conditions);

    private static string Any(IEnumerable<string> conditions) => string.Join(" OR ", conditions);

    private sealed record Unique(string Name, IReadOnlyList<string> Columns, string? Filter)
    {
        /// <summary>The columns of the index and of its filter.</summary>
        public IEnumerable<string> Watched(IEnumerable<string> columns)
            => Filter is null
                ? Columns
                : Columns.Union(columns.Where(column => Filter.Contains(column.Trim('"'), StringComparison.OrdinalIgnoreCase)));
    }
}
