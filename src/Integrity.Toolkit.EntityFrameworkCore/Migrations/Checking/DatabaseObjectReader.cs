using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Migrations.Checking;

/// <summary>
/// Reads the objects of a database that the toolkit may have created.
/// </summary>
internal abstract class DatabaseObjectReader(DatabaseDialect dialect)
{
    protected DatabaseDialect Dialect => dialect;

    public static DatabaseObjectReader Of(DatabaseDialect dialect)
        => dialect is SqliteDialect ? new SqliteObjectReader(dialect) : new PostgreSqlObjectReader(dialect);

    public abstract Task<List<ActualObject>> ReadAsync(
        SqlQuery query, IReadOnlyList<ITable> tables, IReadOnlyList<ExpectedObject> expected, CancellationToken cancellationToken);

    /// <summary>Returns the expected definition of an object, in the form of <see cref="ActualObject.Text"/>.</summary>
    public abstract string Text(ExpectedObject expected);

    /// <summary>Returns the SQL that drops an object that is not in the model.</summary>
    public abstract string Drop(ActualObject found);

    /// <summary>Removes indentation and line endings, which depend on the machine on which a script was created.</summary>
    protected static string Lines(string? text)
        => string.Join('\n', (text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)).TrimEnd(';');

    protected string Quote(ITable table) => dialect.Names.DelimitIdentifier(table.Name, table.Schema);
}
