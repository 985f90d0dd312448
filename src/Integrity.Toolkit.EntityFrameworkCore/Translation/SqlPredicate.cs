namespace Integrity.Toolkit.Translation;

/// <summary>A SQL condition that is true or false, and never null, with its operator precedence.</summary>
internal readonly record struct SqlPredicate(string Text, SqlPrecedence Binding)
{
    public static readonly SqlPredicate True = new("1 = 1", SqlPrecedence.Atom);

    public static readonly SqlPredicate False = new("1 = 0", SqlPrecedence.Atom);

    public static SqlPredicate Atom(string text) => new(text, SqlPrecedence.Atom);

    public static SqlPredicate Of(bool value) => value ? True : False;

    public static SqlPredicate And(params IEnumerable<SqlPredicate> parts)
        => Join(parts, True, False, " AND ", SqlPrecedence.And);

    public static SqlPredicate Or(params IEnumerable<SqlPredicate> parts)
        => Join(parts, False, True, " OR ", SqlPrecedence.Or);

    public static SqlPredicate Not(SqlPredicate part)
        => part == True ? False : part == False ? True : new($"NOT ({part.Text})", SqlPrecedence.Atom);

    private static SqlPredicate Join(IEnumerable<SqlPredicate> parts, SqlPredicate nothing, SqlPredicate all, string sign, SqlPrecedence binding)
    {
        var kept = parts.Where(part => part != nothing).ToList();
        return kept.Contains(all) ? all
            : kept.Count == 0 ? nothing
            : kept.Count == 1 ? kept[0]
            : new(
                string.Join(sign, kept.Select(part => part.Binding == binding || part.Binding == SqlPrecedence.Atom ? part.Text : $"({part.Text})")),
                binding);
    }
}
