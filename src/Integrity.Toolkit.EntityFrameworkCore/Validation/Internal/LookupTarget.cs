using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The target of a query: rows of a type by the values of some properties. Compared by value.</summary>
internal sealed class LookupTarget(IEntityType entityType, IReadOnlyList<IProperty> properties, bool ignoresFilters)
    : IEquatable<LookupTarget>
{
    public IEntityType EntityType => entityType;

    public IReadOnlyList<IProperty> Properties => properties;

    public bool IgnoresFilters => ignoresFilters;

    /// <summary>The primary key; empty for keyless types.</summary>
    public IReadOnlyList<IProperty> Key { get; } = entityType.FindPrimaryKey()?.Properties ?? [];

    public bool IsPrimaryKey => Key.SequenceEqual(properties);

    /// <summary>Whether a query filter may hide an existing row.</summary>
    public bool IsFiltered => !ignoresFilters && entityType.GetRootType().GetDeclaredQueryFilters().Count > 0;

    public bool Equals(LookupTarget? other)
        => other is not null
            && other.EntityType == entityType
            && other.IgnoresFilters == ignoresFilters
            && other.Properties.SequenceEqual(properties);

    public override bool Equals(object? obj) => Equals(obj as LookupTarget);

    public override int GetHashCode() => HashCode.Combine(entityType, properties[0], properties.Count, ignoresFilters);
}
