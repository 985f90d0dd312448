using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Says in SQL which rows an object would not accept.
/// </summary>
internal sealed class ExistingViolationSql(DatabaseDialect dialect)
{
    private const string Twins = "integrity_twins";

    /// <summary>What stands after FROM, or null where no row can be in the way.</summary>
    public string? Of(RenderedConstraint declared, ExpectedObjects expected)
    {
        var table = dialect.Names.DelimitIdentifier(declared.Table, declared.Schema);
        if (declared.Violation is { } violation)
        {
            return $"{(declared.Violated is { } other ? dialect.Quote(other) : table)} AS {RenderedConstraint.Row.TrimEnd('.')} WHERE {violation}";
        }

        return expected.Find(declared) switch
        {
            { Condition: { } condition } => $"{table} WHERE NOT ({condition})",
            { Index: { IsUnique: true } index } => Unique(table, index),
            _ => null,
        };
    }

    private string Unique(string table, ITableIndex index)
    {
        var columns = index.Columns.Select(column => dialect.Quote(column.Name)).ToList();
        var areNullsTwins = index.MappedIndexes.Any(mapped => mapped.FindAnnotation("Npgsql:NullsDistinct")?.Value is false);
        string[] conditions =
        [
            .. index.Filter is null ? [] : new[] { $"({index.Filter})" },
            .. areNullsTwins ? [] : columns.Select(column => $"{column} IS NOT NULL"),
        ];
        var where = conditions.Length == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";

        return $"(SELECT *, count(*) OVER (PARTITION BY {string.Join(", ", columns)}) AS \"{Twins}\" FROM {table}{where}) AS \"held\" "
            + $"WHERE \"{Twins}\" > 1";
    }
}
