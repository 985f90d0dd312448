using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>Gives an entity values that were kept.</summary>
internal static class CurrentValues
{
    public static void Set(EntityEntry entry, PropertyValues values)
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
}
