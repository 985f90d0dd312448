using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integrity.Toolkit.Infrastructure.Database.Migrations;

/// <summary>
/// EF Core changes a SQLite table by making it anew under another name, dropping the old one and renaming. The table's
/// triggers are gone then, and the renaming fails when a view, or a trigger of another table, mentions the table.
/// </summary>
/// <remarks>That the renaming fails is known too late: part of the migration is committed, and no later one can run.</remarks>
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

    /// <summary>Stops the migration, while all of it can still be rolled back, when something unknown is in the way.</summary>
    public IEnumerable<MigrationCommand> Guard(
        IReadOnlyList<MigrationCommand> commands,
        IReadOnlyList<ManagedObject> managed,
        Func<IEnumerable<string>, IEnumerable<MigrationCommand>> toCommands)
    {
        var first = commands.TakeWhile(command => !command.TransactionSuppressed).Count();

        return [.. commands.Take(first), .. toCommands(_tables.SelectMany(table => Check(table, managed))), .. commands.Skip(first)];
    }

    /// <summary>A script cannot raise an error of its own in SQLite; the name of a broken constraint is shown, though.</summary>
    private static IEnumerable<string> Check(string table, IReadOnlyList<ManagedObject> managed)
    {
        var explanation = $"{table} is about to be rebuilt, but a view or a trigger that is not managed mentions it: drop it "
            + "first in this migration, and create it again in the next";
        var known = managed.Count == 0
            ? ""
            : $"\n    AND name NOT IN ({string.Join(", ", managed.Select(item => DatabaseDialect.Text(item.Name)))})";

        yield return $"CREATE TEMP TABLE \"integrity_rebuild\" (\"ok\" INTEGER CONSTRAINT {Identifier(explanation)} CHECK (\"ok\" = 1));";
        yield return "INSERT INTO temp.\"integrity_rebuild\" SELECT 0 FROM sqlite_master\n"
            + "  WHERE type IN ('view', 'trigger')\n"
            + $"    AND (lower(tbl_name) = lower({DatabaseDialect.Text(table)}) OR ' ' || lower(sql) || ' ' GLOB lower({DatabaseDialect.Text(Word(table))}))"
            + $"{known};";
        yield return "DROP TABLE temp.\"integrity_rebuild\";";
    }

    /// <summary>A pattern for the name where it is not a part of a longer one.</summary>
    private static string Word(string table)
        => $"*[^a-z0-9_]{string.Concat(table.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : $"{c}"))}[^a-z0-9_]*";

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""ALTER TABLE "ef_temp_[^"]*(?:""[^"]*)*" RENAME TO "(?<table>[^"]*(?:""[^"]*)*)"\s*;""", RegexOptions.CultureInvariant)]
    private static partial Regex Renaming();
}
