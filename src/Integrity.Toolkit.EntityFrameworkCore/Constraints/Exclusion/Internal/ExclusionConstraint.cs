using System.Linq.Expressions;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Exclusion.Internal;

/// <summary>
/// Rejects rows with the same values and overlapping periods: an exclusion constraint on PostgreSQL, triggers on SQLite.
/// </summary>
internal sealed class ExclusionConstraint(string code, IReadOnlyList<string> members) : DatabaseConstraint
{
    public string? From { get; set; }

    public string? To { get; set; }

    public List<LambdaExpression> Conditions { get; } = [];

    public DeclaredViolation Message { get; } = new(
        code,
        members,
        violation => $"Another {violation.Entity} has the same {string.Join(", ", members)} in an overlapping period ({violation.Code}). "
            + "Choose another period.");

    public override void Render(IMutableEntityType entityType, ConstraintSqlBuilder rendering)
    {
        if (From is null || To is null)
        {
            throw CreateError(entityType, "it has no period. Call WithPeriod(x => x.From, x => x.To)");
        }

        var (key, from, to) = (members.Select(Find).ToList(), Find(From), Find(To));
        if (ConstraintSqlBuilder.Tables(entityType).Count == 0)
        {
            return;
        }

        var table = TableOf(entityType, [.. key, from, to]);
        var columns = key.Select(property => rendering.Column(property, table)).ToList();
        var bounds = new PeriodBounds(entityType, code, from, to, table, rendering);
        var isPostgres = rendering.Dialect is PostgreSqlDialect;
        var own = entityType.FindPrimaryKey()!.Properties.Select(property => rendering.Column(property, table)).ToList();
        if (isPostgres)
        {
            var name = rendering.GuardName(table, code);
            var sql = $"ALTER TABLE {rendering.Dialect.Quote(table)}";
            var drop = $"{sql} DROP CONSTRAINT IF EXISTS {rendering.Dialect.Quote(name)};";
            rendering.AddObject(
                entityType,
                Declared(name) with { Violation = Rejected(RenderedConstraint.Row) },
                "CREATE EXTENSION IF NOT EXISTS btree_gist;\n" + drop + "\n"
                + $"{sql} ADD CONSTRAINT {rendering.Dialect.Quote(name)} EXCLUDE USING gist (\n"
                + string.Concat(columns.Select(column => $"  {column} WITH =,\n"))
                + $"  {bounds.Range()} WITH &&)\nWHERE ({string.Join(" AND ", [bounds.IsRange(), .. Rows("")])});",
                drop);
            return;
        }

        Add("insert", GuardEvent.Insert, Rejected(RenderedConstraint.Row));
        Add("update", GuardEvent.Update, null);

        string Rejected(string row)
        {
            var other = string.Join(
                "\n    AND ",
                [
                    .. columns.Select(column => $"o.{column} = {row}{column}"),
                    $"NOT ({string.Join(" AND ", own.Select(column => rendering.Dialect.Equals($"o.{column}", $"{row}{column}")))})",
                    isPostgres ? bounds.RangesOverlap(row, "o.") : bounds.Overlap(row, "o."),
                    .. Rows("o."),
                ]);
            var another = $"EXISTS (SELECT 1 FROM {rendering.Dialect.Quote(table)} AS o WHERE {other})";

            return string.Join("\n  AND ", [.. Rows(row), isPostgres ? another : $"({bounds.IsUnreadable(row)}\n  OR {another})"]);
        }

        IMutableProperty Find(string member) => entityType.FindProperty(member)
            ?? throw CreateError(
                entityType, $"{member} is not a property with a column of its own. Map it, or specify another property");

        IEnumerable<string> Rows(string row)
        {
            var mine = RowTypeCondition.Of(entityType, entityType.ClrType, table, rendering, row) ?? throw CreateError(
                entityType, "the table also has rows of other types, and no column distinguishes them");
            return
            [
                .. mine == SqlPredicate.True ? [] : new[] { mine.Text },
                .. Conditions.Select(condition => $"({rendering.Condition(entityType, table, condition, row, code)})"),
            ];
        }

        void Add(string what, GuardEvent on, string? violation)
        {
            var trigger = new GuardTrigger(
                rendering.GuardName(table, code, what),
                table,
                on,
                new GuardCase(Rejected("NEW."), $"another row has the same {string.Join(", ", members)} in an overlapping period"))
            {
                // The row then has its key, and a row that it replaces is deleted.
                IsAfter = true,
                ReadsRows = true,
            };
            rendering.AddTrigger(entityType, trigger, Declared(trigger.Name) with { Violation = violation });
        }

        RenderedConstraint Declared(string name) => new(
            name,
            table.Schema,
            table.Name,
            DatabaseErrorKind.Exclusion,
            code,
            entityType.Name,
            [.. members, From, To],
            Message.CreateViolation);
    }

    private StoreObjectIdentifier TableOf(IMutableEntityType entityType, IReadOnlyList<IMutableProperty> properties)
    {
        var tables = ConstraintSqlBuilder.Tables(entityType);
        if (tables.Count > 1 && entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy)
        {
            throw CreateError(entityType, "its rows are in several tables. Declare it on each of the types");
        }

        return tables
            .Where(table => properties.All(property => property.GetColumnName(table) is not null))
            .Cast<StoreObjectIdentifier?>()
            .FirstOrDefault() ?? throw CreateError(entityType, "the members are in several tables. Map them to one table");
    }

    private InvalidOperationException CreateError(IMutableEntityType entityType, string why)
        => new($"{entityType.ShortName()} '{code}': the database cannot enforce that periods do not overlap, because {why}.");
}
