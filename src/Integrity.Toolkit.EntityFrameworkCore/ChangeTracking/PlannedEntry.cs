using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>A changed entity with a plan of at least one block.</summary>
internal sealed class PlannedEntry(EntityEntry entry, EntityPlan plan, EntityEntry? replaced)
{
    public EntityEntry Entry => entry;

    public EntityPlan Plan => plan;

    /// <summary>The deleted entity with the same key, if EF Core converts a removal and an addition to one update.</summary>
    public EntityEntry? Replaced { get; private set; } = replaced;

    public EntityOperation Operation { get; set; } = OperationOf(entry);

    /// <summary>A removal that deletes nothing: the row stays unchanged.</summary>
    public bool IsKept { get; set; }

    /// <summary>A removal whose edits were reverted: later edits apply to the row.</summary>
    public bool HasOriginals { get; set; }

    /// <summary>The memory of one block for the entity during the save.</summary>
    public object? Memory { get; set; }

    /// <summary>Refreshes the entry after application code may have changed the entity.</summary>
    public void Renew(EntityEntry? nowReplaced)
    {
        (Replaced, Operation, IsKept) = (nowReplaced, OperationOf(entry), false);
    }

    public IReadOnlyList<object?> Key() => KeyOf(entry);

    public static IReadOnlyList<object?> KeyOf(EntityEntry entry)
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

    private static EntityOperation OperationOf(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => EntityOperation.Create,
        EntityState.Deleted => EntityOperation.Delete,
        _ => EntityOperation.Update,
    };
}
