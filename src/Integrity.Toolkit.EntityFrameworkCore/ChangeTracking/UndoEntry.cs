using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>
/// A change of the pipeline to a tracked entity, which is reverted if the save is not accepted.
/// </summary>
internal readonly record struct UndoEntry(
    EntityEntry Entry,
    IProperty? Property,
    object? Before,
    object? Original,
    object? After,
    bool WasModified,
    EntityState StateBefore,
    EntityState StateAfter)
{
    /// <summary>The row was read: its value replaced the original value.</summary>
    public bool IsOriginal { get; init; }

    public object? OriginalBefore { get; init; }

    /// <summary>The entity was not tracked before.</summary>
    public bool IsTracking { get; init; }

    /// <summary>The properties that were modified before, if they are known.</summary>
    public IReadOnlyList<IProperty>? Modified { get; init; }

    /// <summary>Creates the entry for a change of state.</summary>
    public static UndoEntry OfState(EntityEntry entry, EntityState before)
        => new(entry, null, null, null, null, WasModified: false, before, entry.State);

    public static UndoEntry OfTracking(EntityEntry entry) => OfState(entry, EntityState.Detached) with { IsTracking = true };

    /// <summary>
    /// Whether EF Core has accepted the change; null if the entry cannot determine it.
    /// </summary>
    public bool? Accepted => (Property, StateAfter) switch
    {
        // A detached entity provides no information.
        _ when Entry.State == EntityState.Detached => null,
        (null, EntityState.Added) => Entry.State != EntityState.Added,
        (null, _) => null,
        _ when IsOriginal => null,
        // The original value is restored, so it is the same before and after.
        (_, EntityState.Modified) when Equals(After, Original) => null,
        (_, EntityState.Added) => Entry.State != EntityState.Added,
        (_, EntityState.Modified) => Entry.State != EntityState.Modified
            || !Equals(Entry.Property(Property).OriginalValue, Original),
        _ => null,
    };

    public static void Detach(EntityEntry entry, GeneratedKeys? made)
    {
        if (made is not null)
        {
            made.Detach(entry);
        }
        else
        {
            entry.State = EntityState.Detached;
        }
    }

    public void Revert(GeneratedKeys? made)
    {
        if (IsTracking)
        {
            Detach(Entry, made);
            return;
        }

        if (Entry.State != StateAfter)
        {
            return;
        }

        if (Property is null)
        {
            if (Before is PropertyValues edited)
            {
                Entry.SetCurrentValues(edited);
            }
            else
            {
                Entry.State = StateBefore;
                if (Modified is not null)
                {
                    Entry.SetModifiedProperties(Modified);
                }
            }

            return;
        }

        var property = Entry.Property(Property);
        if (!Equals(property.CurrentValue, After))
        {
            return;
        }

        property.CurrentValue = Before;
        if (IsOriginal)
        {
            property.OriginalValue = OriginalBefore;
        }

        if (WasModified != property.IsModified && StateAfter != EntityState.Added)
        {
            property.IsModified = WasModified;
        }
    }
}
