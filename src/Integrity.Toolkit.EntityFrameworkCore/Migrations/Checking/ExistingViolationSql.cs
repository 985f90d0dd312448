using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Creates the SQL that finds the rows which an object would reject.
/// </summary>
internal sealed class ExistingViolationSql(DatabaseDialect dialect)
{
    private const string Twins = "integrity_twins";

    /// <summary>Returns the FROM clause, or null if no row can violate the object.</summary>
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
