using System.Collections.Immutable;

namespace Integrity.Toolkit.Transitions;

/// <summary>Tables by name, equal when their names and hashes are.</summary>
internal sealed class TableOverrides : IEquatable<TableOverrides>
{
    public static readonly TableOverrides None = new(ImmutableSortedDictionary.Create<string, ITransitionTable>(
        StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, ITransitionTable> _tables;

    private TableOverrides(ImmutableSortedDictionary<string, ITransitionTable> tables) => _tables = tables;

    public TableOverrides With(ITransitionTable table) => new(_tables.SetItem(table.Name, table));

    public ITransitionTable? Find(string name) => _tables.GetValueOrDefault(name);

    public bool Equals(TableOverrides? other)
        => other is not null && _tables.Count == other._tables.Count && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as TableOverrides);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(
        ", ",
        _tables.Select(table => $"{table.Key}={table.Value.StateType.FullName}/{table.Value.Hash}"));
}
