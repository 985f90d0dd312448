using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Database.Checking;

/// <summary>
/// Reads from a database what it has of what could be the toolkit's.
/// </summary>
internal abstract class DatabaseInventory(DatabaseDialect dialect)
{
    protected DatabaseDialect Dialect => dialect;

    public static DatabaseInventory Of(DatabaseDialect dialect)
        => dialect is SqliteDialect ? new SqliteInventory(dialect) : new PostgreSqlInventory(dialect);

    public abstract Task<List<FoundObject>> ReadAsync(
        DatabaseQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken);

    /// <summary>What an object should say, in the form of <see cref="FoundObject.Text"/>.</summary>
    public abstract string Text(ExpectedObject expected);

    /// <summary>The SQL that drops an object which the model does not have.</summary>
    public abstract string Drop(FoundObject found);

    /// <summary>Scripts are indented, and their lines end as they do on the machine that made them.</summary>
    protected static string Lines(string? text)
        => string.Join('\n', (text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)).TrimEnd(';');

    protected string Quote(ITable table) => dialect.Names.DelimitIdentifier(table.Name, table.Schema);
}
