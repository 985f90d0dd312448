using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>A changed entity that some block has a plan for.</summary>
internal sealed class PlannedEntry(EntityEntry entry, EntityPlan plan, EntityEntry? replaced)
{
    public EntityEntry Entry => entry;

    public EntityPlan Plan => plan;

    /// <summary>The deleted entity of the same key, when EF Core turns a removal and an addition into one update.</summary>
    public EntityEntry? Replaced { get; private set; } = replaced;

    public EntityOperation Operation { get; set; } = OperationOf(entry);

    /// <summary>A removal that removes nothing: the row stays as it is.</summary>
    public bool IsKept { get; set; }

    /// <summary>A removal whose edits were taken back: those it has now came afterwards, and are meant for the row.</summary>
    public bool HasOriginals { get; set; }

    /// <summary>What one room keeps of the entity during the save; there is place for one.</summary>
    public object? Memory { get; set; }

    /// <summary>Starts anew, after code of the application may have changed the entity.</summary>
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
