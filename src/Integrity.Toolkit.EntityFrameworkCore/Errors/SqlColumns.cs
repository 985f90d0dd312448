using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Errors;

/// <summary>Finds the columns that a SQL text references. Names are whole words outside of string literals.</summary>
internal static class SqlColumns
{
    public static IReadOnlyList<IColumn> In(string sql, ITable table)
    {
        var found = new List<IColumn>();
        for (var at = 0; at < sql.Length;)
        {
            var (name, isQuoted, end) = Next(sql, at);
            at = end;
            if (name.Length > 0
                && table.Columns.FirstOrDefault(column => column.Name.Equals(
                    name, isQuoted ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)) is { } column
                && !found.Contains(column))
            {
                found.Add(column);
            }
        }

        return found;
    }

    /// <summary>Returns the next name, or an empty string for text between names.</summary>
    private static (string Name, bool IsQuoted, int End) Next(string sql, int at)
    {
        var close = sql[at] switch { '\'' => '\'', '"' => '"', '[' => ']', '`' => '`', _ => '\0' };
        if (close != '\0')
        {
            var end = sql.IndexOf(close, at + 1);
            end = end < 0 ? sql.Length : end;
            return (close == '\'' ? "" : sql[(at + 1)..end], true, end + 1);
        }

        var stop = at;
        while (stop < sql.Length && (char.IsLetterOrDigit(sql[stop]) || sql[stop] == '_'))
        {
            stop++;
        }

        return (sql[at..stop], false, stop == at ? at + 1 : stop);
    }
}
