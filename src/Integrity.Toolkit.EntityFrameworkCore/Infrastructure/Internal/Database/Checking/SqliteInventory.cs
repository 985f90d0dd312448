using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database.Checking;

/// <summary>SQLite keeps the text of every statement that made something.</summary>
internal sealed class SqliteInventory(DatabaseDialect dialect) : DatabaseInventory(dialect)
{
    public override async Task<List<FoundObject>> ReadAsync(
        DatabaseQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken)
    {
        var rows = await query.RowsAsync("SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL", cancellationToken)
            .ConfigureAwait(false);
        var found = new List<FoundObject>();
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
                found.Add(new FoundObject(type == "trigger" ? ManagedObjectKind.Trigger : ManagedObjectKind.Index, table, name, Lines(sql))
                {
                    IsManaged = type == "trigger" && sql.Contains($"RAISE(ABORT, '{DatabaseDialect.MessagePrefix}", StringComparison.Ordinal),
                });
            }
        }

        return found;
    }

    public override string Text(ExpectedObject expected)
        => expected.Condition is { } condition ? Lines(condition) : Lines(expected.Create);

    public override string Drop(FoundObject found) => $"DROP TRIGGER IF EXISTS {Dialect.Quote(found.Name)};";

    private IEnumerable<FoundObject> Check(ExpectedObject expected, string createTable)
    {
        var begin = $"CONSTRAINT {Dialect.Quote(expected.Name)} CHECK (";
        var table = Lines(createTable);
        var text = Text(expected);
        if (table.Contains($"{begin}{text})", StringComparison.Ordinal))
        {
            yield return new FoundObject(ManagedObjectKind.Check, expected.Table, expected.Name, text);
        }
        else if (table.Contains(begin, StringComparison.Ordinal))
        {
            yield return new FoundObject(ManagedObjectKind.Check, expected.Table, expected.Name, "");
        }
    }

    private static bool IsSame(string name, string said) => string.Equals(name, said, StringComparison.OrdinalIgnoreCase);
}
