using Integrity.Toolkit.Abstractions;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Versioning.Internal;

/// <summary>Rejects, in the database, a change of a row that does not increase its version by one.</summary>
internal sealed class VersionGuard(string version, IReadOnlyList<string> except, GuardedRows rows) : DatabaseConstraint
{
    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        var property = entityType.FindProperty(version)!;
        ThrowIfSplit(entityType, property, rendering);
        var unknown = except.ToHashSet(StringComparer.Ordinal);
        foreach (var table in rows.TablesWith(property))
        {
            rendering.KeepRows(entityType, table);
            var watched = TableColumns.Of(rows.Types, table, rendering).Where(column => IsWatched(column, unknown)).ToList();
            var trigger = new GuardTrigger(
                rendering.GuardName(table, "version"),
                table,
                GuardEvent.Update,
                new GuardCase(
                    ViolationCondition(property, watched, table, rendering),
                    $"a row of {table.Name} changes only together with its version, which moves by one"));
            rendering.AddTrigger(entityType, trigger, new RenderedConstraint(
                trigger.Name,
                table.Schema,
                table.Name,
                DatabaseErrorKind.Guard,
                VersioningCodes.NotIncreased,
                entityType.Name,
                [version],
                CreateViolation));
        }

        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{unknown.First()} is excluded from the guard of its version, but is not in its table. "
                + "Specify a member that is mapped to a column of the row.");
        }
    }

    private static bool IsExempt(IReadOnlyProperty property)
        => property.IsUnguarded()
            || property.IsVersionExempt()
            || property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate)
            || property.GetComputedColumnSql() is not null
            || property.GetContainingForeignKeys().Any(
                foreignKey => foreignKey.DeleteBehavior is DeleteBehavior.SetNull or DeleteBehavior.ClientSetNull
                    && !foreignKey.IsRequired
                    && !property.IsKey());

    private bool IsWatched(TableColumn column, HashSet<string> unknown)
    {
        var isExcepted = except.Any(path => column.Path == path || column.Path.StartsWith($"{path}.", StringComparison.Ordinal));
        if (isExcepted)
        {
            unknown.RemoveWhere(path => column.Path == path || column.Path.StartsWith($"{path}.", StringComparison.Ordinal));
        }

        return !isExcepted
            && column.Path != version
            && !column.Properties.Any(IsExempt);
    }

    /// <summary>Compares the version first: if it has increased correctly, the other columns need not be compared.</summary>
    private string ViolationCondition(
        IMutableProperty property,
        List<TableColumn> watched,
        StoreObjectIdentifier table,
        ConstraintSqlBuilder rendering)
    {
        var dialect = rendering.Dialect;
        var column = rendering.Column(property, table);

        // Uses a wider type, so that the maximum version does not cause an overflow in a row whose counter changes.
        var moved = dialect.Differs($"NEW.{column}", $"CAST(OLD.{column} AS bigint) + 1");
        var changes = string.Join(
            "\n    OR ", [dialect.Differs($"NEW.{column}", $"OLD.{column}"), .. watched.Select(item => item.Changes(dialect))]);
        var rejected = $"{moved}\n  AND ({changes})";

        return (rows.Condition(table, rendering, "OLD."), rows.Condition(table, rendering, "NEW.")) is ({ } before, { } after)
            ? $"({before} OR {after})\n  AND {rejected}"
            : rejected;
    }

    private void ThrowIfSplit(IMutableEntityType entityType, IMutableProperty property, ConstraintSqlBuilder rendering)
    {
        foreach (var split in rows.Types.Where(type => type.GetMappingFragments(StoreObjectType.Table).Any()))
        {
            throw new NotSupportedException(
                $"{split.ShortName()} is split over several tables, so a database trigger of one table cannot check whether a "
                + $"change increases {entityType.ShortName()}.{version}. Map it to one table, or remove GuardInDatabase().");
        }

        foreach (var table in rows.BaseTables.Concat(rows.Tables)
            .Where(table => property.GetColumnName(table) is null))
        {
            var columns = TableColumns.Of(entityType.GetAllBaseTypes().Concat(rows.Types), table, rendering)
                .Where(column => !column.Properties.Any(part => part.IsPrimaryKey()) && IsWatched(column, []))
                .ToList();
            if (columns.Count > 0)
            {
                throw new NotSupportedException(
                    $"{entityType.ShortName()}.{version} is not in the table {table.DisplayName()}, which contains "
                    + $"{columns[0].Path} of the same entity, so a database trigger there cannot check whether a change "
                    + "increases it. Map the hierarchy to one table, or to one table per concrete type, or remove "
                    + "GuardInDatabase().");
            }
        }
    }

    private IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            VersioningCodes.NotIncreased,
            entity,
            violation => $"{violation.Entity} must increase its {version} by one with every change.",
            MemberPath.Parse(version),
            key);
}
