using System.Text.RegularExpressions;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// EF Core changes a SQLite table by creating it under another name, dropping the old one and renaming the new one. This
/// drops the table's triggers, and the renaming fails if a view or a trigger of another table references the table.
/// </summary>
/// <remarks>
/// A failed renaming is detected too late: part of the migration is committed, and no later migration can run.
/// </remarks>
internal sealed partial class SqliteRebuild
{
    private readonly IReadOnlyList<string> _tables;

    private SqliteRebuild(IReadOnlyList<string> tables) => _tables = tables;

    public static SqliteRebuild? Find(IEnumerable<MigrationCommand> commands)
    {
        var tables = commands
            .SelectMany(command => Renaming().Matches(command.CommandText))
            .Select(match => match.Groups["table"].Value.Replace("\"\"", "\"", StringComparison.Ordinal))
            .Distinct()
            .ToList();

        return tables.Count == 0 ? null : new SqliteRebuild(tables);
    }

    /// <summary>
    /// Stops the migration if an unmanaged object would block it, while it can still be rolled back completely.
    /// </summary>
    public IEnumerable<MigrationCommand> Guard(
        IReadOnlyList<MigrationCommand> commands,
        Func<IEnumerable<string>, IEnumerable<MigrationCommand>> toCommands)
    {
        var first = commands.TakeWhile(command => !command.TransactionSuppressed).Count();

        return [.. commands.Take(first), .. toCommands(_tables.SelectMany(Check)), .. commands.Skip(first)];
    }

    /// <summary>A SQLite script cannot raise a custom error, but the name of a violated constraint is displayed.</summary>
    private static IEnumerable<string> Check(string table)
    {
        var explanation = $"{table} is about to be rebuilt, but a view or a trigger that is not managed mentions it: drop it "
            + "first in this migration, and create it again in the next";

        yield return $"CREATE TEMP TABLE \"integrity_rebuild\" (\"ok\" INTEGER CONSTRAINT {Identifier(explanation)} CHECK (\"ok\" = 1));";
        yield return "INSERT INTO temp.\"integrity_rebuild\" SELECT 0 FROM sqlite_master\n"
            + "  WHERE type IN ('view', 'trigger')\n"
            + $"    AND (lower(tbl_name) = lower({DatabaseDialect.Text(table)})"
            + string.Concat(Spellings(table).Select(name => $"\n      OR ' ' || lower(sql) || ' ' GLOB {Word(name)}"))
            + ");";
        yield return "DROP TABLE temp.\"integrity_rebuild\";";
    }

    /// <summary>Quotes in a name are doubled in a statement.</summary>
    private static IEnumerable<string> Spellings(string table)
        => new[] { table, table.Replace("\"", "\"\"", StringComparison.Ordinal) }.Distinct();

    /// <summary>
    /// Returns a pattern that matches the name as a whole word. All non-ASCII characters can be part of a name.
    /// </summary>
    private static string Word(string name)
    {
        const string noName = "'[^a-z0-9_$' || char(128) || '-' || char(1114111) || ']'";
        var literal = string.Concat(name.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : $"{c}"));

        return $"'*' || {noName} || lower({DatabaseDialect.Text(literal)}) || {noName} || '*'";
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""ALTER TABLE "ef_temp_[^"]*(?:""[^"]*)*" RENAME TO "(?<table>[^"]*(?:""[^"]*)*)"\s*;""", RegexOptions.CultureInvariant)]
    private static partial Regex Renaming();
}
