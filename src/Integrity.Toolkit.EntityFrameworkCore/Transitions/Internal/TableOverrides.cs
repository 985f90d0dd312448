using System.Collections.Immutable;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Transition tables by name, with equality of their names and hashes.</summary>
internal sealed class TableOverrides : IEquatable<TableOverrides>
{
    public static readonly TableOverrides None = new(ImmutableSortedDictionary.Create<string, ITransitionTable>(
        StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, ITransitionTable> _tables;

    // EF Core computes the hash code for every new context.
    private readonly string _text;

    private TableOverrides(ImmutableSortedDictionary<string, ITransitionTable> tables)
    {
        _tables = tables;
        _text = string.Join(
            ", ",
            tables.Select(table => $"{table.Key}={table.Value.StateType.FullName}/{table.Value.Hash}"));
    }

    public TableOverrides With(ITransitionTable table) => new(_tables.SetItem(table.Name, table));

    public ITransitionTable? Find(string name) => _tables.GetValueOrDefault(name);

    public bool Equals(TableOverrides? other)
        => other is not null && _tables.Count == other._tables.Count && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as TableOverrides);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;
}
