using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>What one query asks for: rows of a type by the values of some properties; equal when they are the same.</summary>
internal sealed class LookupTarget(IEntityType entityType, IReadOnlyList<IProperty> properties, bool ignoresFilters)
    : IEquatable<LookupTarget>
{
    public IEntityType EntityType => entityType;

    public IReadOnlyList<IProperty> Properties => properties;

    public bool IgnoresFilters => ignoresFilters;

    /// <summary>The primary key; empty for rows that have none.</summary>
    public IReadOnlyList<IProperty> Key { get; } = entityType.FindPrimaryKey()?.Properties ?? [];

    public bool IsPrimaryKey => Key.SequenceEqual(properties);

    /// <summary>Whether a row may be there and not be seen.</summary>
    public bool IsFiltered => !ignoresFilters && entityType.GetRootType().GetDeclaredQueryFilters().Count > 0;

    public bool Equals(LookupTarget? other)
        => other is not null
            && other.EntityType == entityType
            && other.IgnoresFilters == ignoresFilters
            && other.Properties.SequenceEqual(properties);

    public override bool Equals(object? obj) => Equals(obj as LookupTarget);

    public override int GetHashCode() => HashCode.Combine(entityType, properties[0], properties.Count, ignoresFilters);
}
