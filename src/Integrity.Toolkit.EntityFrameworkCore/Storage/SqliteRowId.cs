using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// The row id that SQLite gives each row, under several names, and by which a row can be replaced as by a key.
/// </summary>
/// <remarks>In a BEFORE INSERT trigger, a row id that is not yet generated is -1.</remarks>
internal sealed class SqliteRowId
{
    private static readonly string[] Known = ["rowid", "oid", "_rowid_"];

    private readonly string _name;

    /// <param name="key">The primary key of the table.</param>
    /// <param name="columns">The quoted columns of the table.</param>
    /// <param name="sql">The names and types of its columns.</param>
    public SqliteRowId(IReadOnlyKey key, IReadOnlyList<string> columns, IColumnSql sql)
    {
        Names = [.. Known.Select(sql.Dialect.Quote).Where(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase))];
        _name = Names.Count > 0 ? Names[0] : "rowid";
        IsKey = key.Properties is [var only] && sql.StoreType(only).Equals("INTEGER", StringComparison.OrdinalIgnoreCase);
        IsMade = !IsKey || key.Properties[0].ValueGenerated.HasFlag(ValueGenerated.OnAdd);
    }

    /// <summary>The names that are not used by a column, so that a statement may use them as the key.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the key is the row id itself.</summary>
    public bool IsKey { get; }

    /// <summary>Whether the database generates it on insert.</summary>
    public bool IsMade { get; }

    public string IsUnknown => $"NEW.{_name} = -1";

    public string IsKnown(string condition) => IsMade ? $"NEW.{_name} <> -1 AND {condition}" : condition;

    public string IsMoved(string condition) => $"NEW.{_name} IS NOT OLD.{_name} AND {condition}";

    public string Twin(string table) => $"EXISTS (SELECT 1 FROM {table} WHERE {_name} = NEW.{_name})";
}
