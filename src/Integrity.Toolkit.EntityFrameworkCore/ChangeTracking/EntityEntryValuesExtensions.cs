using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Compares an entity's values, and gives it those that were kept.</summary>
internal static class EntityEntryValuesExtensions
{
    public static void SetCurrentValues(this EntityEntry entry, PropertyValues values)
    {
        object? whole = null;
        foreach (var complex in entry.ComplexProperties)
        {
            // EF Core cannot fill an optional complex property that is empty now.
            if (complex.CurrentValue is null
                && complex.Metadata.PropertyInfo?.GetValue(whole ??= values.ToObject()) is { } value)
            {
                complex.CurrentValue = value;
            }
        }

        entry.CurrentValues.SetValues(values);
    }

    public static bool HasEditedValues(this EntityEntry entry)
    {
        // Complex values can be of any depth: EF Core's own copy goes all the way down.
        if (entry.Metadata.GetComplexProperties().Any())
        {
            return true;
        }

        foreach (var property in entry.Metadata.GetProperties())
        {
            var member = entry.Property(property);
            if (!property.GetValueComparer().Equals(member.CurrentValue, member.OriginalValue))
            {
                return true;
            }
        }

        return false;
    }
}
