using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Errors;

/// <summary>The verb and the table of a statement, which are read from its start only.</summary>
internal sealed partial record FailedStatement(string Verb, string? Schema, string Table, string Sql)
{
    public bool IsInsert => Verb == "INSERT";

    public bool IsDelete => Verb == "DELETE";

    public static FailedStatement? Read(string? sql)
    {
        if (sql is null || Beginning().Match(sql) is not { Success: true } match)
        {
            return null;
        }

        var verb = match.Groups["verb"].Value.ToUpperInvariant();
        var names = match.Groups["name"].Captures.Select(name => Unquoted(name.Value)).ToList();
        return new FailedStatement(
            verb == "REPLACE" ? "INSERT" : verb, names.Count > 1 ? names[^2] : null, names[^1], sql);
    }

    private static string Unquoted(string name)
        => name[0] is '"' or '[' or '`' ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    /// <summary>Skips comments, which include query tags.</summary>
    [GeneratedRegex("""
        ^(?>\s|--[^\n]*\n|/\*.*?\*/)*
        (?<verb>INSERT|UPDATE|DELETE|REPLACE)\s+
        (OR\s+\w+\s+)?((INTO|FROM)\s+)?(ONLY\s+)?
        (?<name>"([^"]|"")+"|\[[^\]]+\]|`[^`]+`|\w+)
        (\s*\.\s*(?<name>"([^"]|"")+"|\[[^\]]+\]|`[^`]+`|\w+))?
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline, 1000)]
    private static partial Regex Beginning();
}
