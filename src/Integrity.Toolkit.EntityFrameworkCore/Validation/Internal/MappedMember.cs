using Integrity.Toolkit.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Validation.Internal;

/// <summary>The mapping of a member of a rule set: properties, or a navigation to an owned type.</summary>
internal sealed record MappedMember(IProperty[] Properties, IEntityType? Owned)
{
    /// <summary>Returns the mapping of a member, or null if EF Core does not map it.</summary>
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

    /// <summary>
    /// Returns whether a save changes a property. If a row is only deleted softly or restored, unchanged values may be written
    /// too, and do not count as changes.
    /// </summary>
    public static bool IsModified(PlannedEntry planned, IProperty property)
        => planned.Entry.IsPropertyModified(property)
            && (planned.Operation is not (EntityOperation.SoftDelete or EntityOperation.Restore)
                || !property.GetValueComparer().Equals(
                    planned.Entry.GetOriginalValue(property), planned.Entry.GetCurrentValue(property)));

    public bool IsModified(PlannedEntry planned, OwnedChanges owned)
    {
        foreach (var property in Properties)
        {
            if (IsModified(planned, property))
            {
                return true;
            }
        }

        return Owned is not null && owned.Contains(planned.Entry.Entity, Owned);
    }

    /// <summary>Whether an entity differs from the row that it replaces; unknown for owned types.</summary>
    public bool IsOther(EntityEntry entry, EntityEntry replaced)
        => Owned is not null
            || entry.Metadata != replaced.Metadata
            || Array.Exists(Properties, property => !property.GetValueComparer().Equals(
                replaced.GetOriginalValue(property), entry.GetCurrentValue(property)));
}
