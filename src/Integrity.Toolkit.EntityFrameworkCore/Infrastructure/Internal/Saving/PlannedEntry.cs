using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>A changed entity that some block has a plan for.</summary>
internal sealed class PlannedEntry(EntityEntry entry, EntityPlan plan, EntityEntry? replaced)
{
    public EntityEntry Entry => entry;

    public EntityPlan Plan => plan;

    /// <summary>The deleted entity of the same key, when EF Core turns a removal and an addition into one update.</summary>
    public EntityEntry? Replaced => replaced;

    public EntityOperation Operation { get; set; } = entry.State switch
    {
        EntityState.Added => EntityOperation.Create,
        EntityState.Deleted => EntityOperation.Delete,
        _ => EntityOperation.Update,
    };

    public IReadOnlyList<object?> Key()
    {
        var key = entry.Metadata.FindPrimaryKey()!.Properties;
        var values = new object?[key.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var property = entry.Property(key[i]);
            values[i] = property.IsTemporary ? null : property.CurrentValue;
        }

        return values;
    }
}
