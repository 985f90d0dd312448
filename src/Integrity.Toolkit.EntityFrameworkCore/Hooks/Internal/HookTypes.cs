using System.Collections.Immutable;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Distinct hooks classes in the order of their registration. Compared by value.</summary>
internal sealed class HookTypes : IEquatable<HookTypes>
{
    public static readonly HookTypes None = new([]);

    private readonly ImmutableArray<(Type Type, bool IsExplicit)> _types;

    private HookTypes(ImmutableArray<(Type Type, bool IsExplicit)> types) => _types = types;

    /// <summary>The classes, each with whether it was registered explicitly or found in an assembly.</summary>
    public IReadOnlyList<(Type Type, bool IsExplicit)> All => _types;

    public HookTypes And(IEnumerable<Type> more, bool isExplicit)
        => new([.. _types, .. more
            .Distinct()
            .Where(type => !_types.Any(present => present.Type == type))
            .Select(type => (type, isExplicit))]);

    public bool Equals(HookTypes? other) => other is not null && _types.SequenceEqual(other._types);

    public override bool Equals(object? obj) => Equals(obj as HookTypes);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var type in _types)
        {
            hash.Add(type);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", _types.Select(type => type.Type.Name));
}
