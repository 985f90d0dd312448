using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Storage;

/// <summary>
/// The number that SQLite gives each row, under several names, and by which a row can be replaced like by a key.
/// </summary>
/// <remarks>A number that is still to be made is -1 to a trigger that looks before the insert.</remarks>
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

    /// <summary>The names that no column has taken: a statement may use them for the key too.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the key is the number itself.</summary>
    public bool IsKey { get; }

    /// <summary>Whether inserts leave it to the database.</summary>
    public bool IsMade { get; }

    public string IsUnknown => $"NEW.{_name} = -1";

    public string IsKnown(string condition) => IsMade ? $"NEW.{_name} <> -1 AND {condition}" : condition;

    public string IsMoved(string condition) => $"NEW.{_name} IS NOT OLD.{_name} AND {condition}";

    public string Twin(string table) => $"EXISTS (SELECT 1 FROM {table} WHERE {_name} = NEW.{_name})";
}
