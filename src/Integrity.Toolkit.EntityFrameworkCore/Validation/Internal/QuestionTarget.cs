using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>What one query asks for: rows of a type by the values of some properties; equal when they are the same.</summary>
internal sealed class QuestionTarget(IEntityType entityType, IReadOnlyList<IProperty> properties, bool ignoresFilters)
    : IEquatable<QuestionTarget>
{
    public IEntityType EntityType => entityType;

    public IReadOnlyList<IProperty> Properties => properties;

    public bool IgnoresFilters => ignoresFilters;

    public bool IsPrimaryKey { get; } = entityType.FindPrimaryKey()?.Properties.SequenceEqual(properties) == true;

    public bool Equals(QuestionTarget? other)
        => other is not null
            && other.EntityType == entityType
            && other.IgnoresFilters == ignoresFilters
            && other.Properties.SequenceEqual(properties);

    public override bool Equals(object? obj) => Equals(obj as QuestionTarget);

    public override int GetHashCode() => HashCode.Combine(entityType, properties[0], properties.Count, ignoresFilters);
}
