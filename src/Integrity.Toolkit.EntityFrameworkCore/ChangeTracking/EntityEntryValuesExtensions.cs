using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Compares the values of an entity, and restores captured values.</summary>
internal static class EntityEntryValuesExtensions
{
    public static void SetCurrentValues(this EntityEntry entry, PropertyValues values)
    {
        object? whole = null;
        foreach (var complex in entry.ComplexProperties)
        {
            // EF Core cannot set an optional complex property that is currently null.
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
        // Complex types can be nested: EF Core's own copy includes all levels.
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
