using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>Reads SQLite objects. SQLite stores the text of each CREATE statement.</summary>
internal sealed class SqliteObjectReader(DatabaseDialect dialect) : DatabaseObjectReader(dialect)
{
    public override async Task<List<ActualObject>> ReadAsync(
        SqlQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken)
    {
        var rows = await query.RowsAsync("SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL", cancellationToken)
            .ConfigureAwait(false);
        var found = new List<ActualObject>();
        foreach (var row in rows)
        {
            var (type, name, sql) = ((string)row[0]!, (string)row[2]!, (string)row[3]!);
            if (tables.FirstOrDefault(table => IsSame(table.Name, (string)row[1]!)) is not { } table)
            {
                continue;
            }

            if (type == "table")
            {
                found.AddRange(expected.Where(item => item.Condition is not null && item.Table == table).SelectMany(item => Check(item, sql)));
            }
            else if (type is "trigger" or "index")
            {
                found.Add(new ActualObject(type == "trigger" ? ManagedObjectKind.Trigger : ManagedObjectKind.Index, table, name, Lines(sql))
                {
                    IsManaged = type == "trigger" && sql.Contains($"RAISE(ABORT, '{DatabaseDialect.MessagePrefix}", StringComparison.Ordinal),
                });
            }
        }

        return found;
    }

    public override string Text(ExpectedObject expected)
        => expected.Condition is { } condition ? Lines(condition) : Lines(expected.Create);

    public override string Drop(ActualObject found) => $"DROP TRIGGER IF EXISTS {Dialect.Quote(found.Name)};";

    private IEnumerable<ActualObject> Check(ExpectedObject expected, string createTable)
    {
        var begin = $"CONSTRAINT {Dialect.Quote(expected.Name)} CHECK (";
        var table = Lines(createTable);
        var text = Text(expected);
        if (table.Contains($"{begin}{text})", StringComparison.Ordinal))
        {
            yield return new ActualObject(ManagedObjectKind.Check, expected.Table, expected.Name, text);
        }
        else if (table.Contains(begin, StringComparison.Ordinal))
        {
            yield return new ActualObject(ManagedObjectKind.Check, expected.Table, expected.Name, "");
        }
    }

    private static bool IsSame(string name, string said) => string.Equals(name, said, StringComparison.OrdinalIgnoreCase);
}
