namespace Integrity.Toolkit.Infrastructure.Database;

/// <summary>A condition in SQL that is true or false, never null, and how tightly its parts hold together.</summary>
internal readonly record struct SqlText(string Text, SqlBinding Binding)
{
    public static readonly SqlText True = new("1 = 1", SqlBinding.Atom);

    public static readonly SqlText False = new("1 = 0", SqlBinding.Atom);

    public static SqlText Atom(string text) => new(text, SqlBinding.Atom);

    public static SqlText Of(bool value) => value ? True : False;

    public static SqlText And(params IEnumerable<SqlText> parts)
        => Join(parts, True, False, " AND ", SqlBinding.And);

    public static SqlText Or(params IEnumerable<SqlText> parts)
        => Join(parts, False, True, " OR ", SqlBinding.Or);

    public static SqlText Not(SqlText part)
        => part == True ? False : part == False ? True : new($"NOT ({part.Text})", SqlBinding.Atom);

    private static SqlText Join(IEnumerable<SqlText> parts, SqlText nothing, SqlText all, string sign, SqlBinding binding)
    {
        var kept = parts.Where(part => part != nothing).ToList();
        return kept.Contains(all) ? all
            : kept.Count == 0 ? nothing
            : kept.Count == 1 ? kept[0]
            : new(
                string.Join(sign, kept.Select(part => part.Binding == binding || part.Binding == SqlBinding.Atom ? part.Text : $"({part.Text})")),
                binding);
    }
}
