using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Errors;

/// <summary>What a statement does, and to which table: read from its beginning only.</summary>
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

    /// <summary>Past comments, which is what tags of a query become.</summary>
    [GeneratedRegex("""
        ^(?>\s|--[^\n]*\n|/\*.*?\*/)*
        (?<verb>INSERT|UPDATE|DELETE|REPLACE)\s+
        (OR\s+\w+\s+)?((INTO|FROM)\s+)?(ONLY\s+)?
        (?<name>"([^"]|"")+"|\[[^\]]+\]|`[^`]+`|\w+)
        (\s*\.\s*(?<name>"([^"]|"")+"|\[[^\]]+\]|`[^`]+`|\w+))?
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline, 1000)]
    private static partial Regex Beginning();
}
