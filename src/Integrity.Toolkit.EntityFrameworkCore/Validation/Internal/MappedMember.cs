using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation;

/// <summary>What a member of a rule set is in the model: properties, or a navigation to what is owned.</summary>
internal sealed record MappedMember(IProperty[] Properties, IEntityType? Owned)
{
    /// <summary>The mapping of a member, or null for one that EF Core does not follow.</summary>
    public static MappedMember? Of(IEntityType entityType, string name)
    {
        if (entityType.FindProperty(name) is { } property)
        {
            return new MappedMember([property], null);
        }

        if (entityType.FindComplexProperty(name) is { IsCollection: false } complex
            && !complex.ComplexType.GetComplexProperties().Any(nested => nested.IsCollection))
        {
            return new MappedMember([.. complex.ComplexType.GetFlattenedProperties()], null);
        }

        return entityType.FindNavigation(name) switch
        {
            { TargetEntityType: var target } when target.IsOwned() => new MappedMember([], target),
            { IsOnDependent: true, ForeignKey: var foreignKey } => new MappedMember([.. foreignKey.Properties], null),
            _ => null,
        };
    }

    public bool IsModified(SaveSession session, EntityEntry entry)
    {
        foreach (var property in Properties)
        {
            if (ChangedEntries.IsModified(entry, property))
            {
                return true;
            }
        }

        return Owned is not null && session.Owned.Contains(entry.Entity, Owned);
    }
}
