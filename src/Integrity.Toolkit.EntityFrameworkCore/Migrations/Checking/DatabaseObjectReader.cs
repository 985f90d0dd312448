using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Reads from a database what it has of what could be the toolkit's.
/// </summary>
internal abstract class DatabaseObjectReader(DatabaseDialect dialect)
{
    protected DatabaseDialect Dialect => dialect;

    public static DatabaseObjectReader Of(DatabaseDialect dialect)
        => dialect is SqliteDialect ? new SqliteObjectReader(dialect) : new PostgreSqlObjectReader(dialect);

    public abstract Task<List<ActualObject>> ReadAsync(
        SqlQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken);

    /// <summary>What an object should say, in the form of <see cref="ActualObject.Text"/>.</summary>
    public abstract string Text(ExpectedObject expected);

    /// <summary>The SQL that drops an object which the model does not have.</summary>
    public abstract string Drop(ActualObject found);

    /// <summary>Scripts are indented, and their lines end as they do on the machine that made them.</summary>
    protected static string Lines(string? text)
        => string.Join('\n', (text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)).TrimEnd(';');

    protected string Quote(ITable table) => dialect.Names.DelimitIdentifier(table.Name, table.Schema);
}
