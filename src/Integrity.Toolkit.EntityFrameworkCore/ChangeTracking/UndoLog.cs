using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Changes tracked entities during a save and takes all of it back when the save is not accepted.</summary>
internal sealed class UndoLog(DbContext context, int capacity)
{
    private List<UndoEntry>? _entries;
    private GeneratedKeys? _generatedKeys;

    /// <summary>Whether EF Core has accepted the changes; null where they cannot tell.</summary>
    public bool? IsAccepted
    {
        get
        {
            foreach (var entry in _entries ?? [])
            {
                if (entry.Accepted is { } accepted)
                {
                    return accepted;
                }
            }

            return null;
        }
    }

    /// <summary>Most saves change nothing at all, or something for each entity.</summary>
    private List<UndoEntry> Entries => _entries ??= new(capacity);

    public void Set(EntityEntry entry, IProperty property, object? value)
        => Entries.Add(entry.SetValue(property, value));

    /// <summary>Sets the state of an entry, and detects what code of the application has changed in it where that is wanted.</summary>
    public void SetState(EntityEntry entry, EntityState newState, bool detect = false)
    {
        var before = entry.State;
        entry.State = newState;
        if (detect)
        {
            entry.DetectChanges();
        }

        Entries.Add(UndoEntry.OfState(entry, before));
    }

    /// <summary>Sets a property back to its original value, and leaves it out of the update.</summary>
    public void Restore(EntityEntry entry, IProperty property)
    {
        var member = entry.Property(property);
        var (before, wasModified, stateBefore) = (member.CurrentValue, member.IsModified, entry.State);
        member.IsModified = false;
        Entries.Add(new UndoEntry(
            entry, property, before, member.OriginalValue, member.CurrentValue, wasModified, stateBefore, entry.State));
    }

    /// <summary>Sets the original value to the one the row holds; the current value follows where nothing else sets it.</summary>
    public void SetOriginal(EntityEntry entry, IProperty property, object? stored, bool isCurrent)
    {
        var member = entry.Property(property);
        var (before, current, wasModified, stateBefore) =
            (member.OriginalValue, member.CurrentValue, member.IsModified, entry.State);
        member.OriginalValue = stored;
        if (isCurrent)
        {
            member.CurrentValue = stored;
        }

        Entries.Add(new UndoEntry(
            entry, property, current, stored, member.CurrentValue, wasModified, stateBefore, entry.State)
        {
            OriginalBefore = before,
            IsOriginal = true,
        });
    }

    /// <summary>Sets all values of an entry back to the original ones.</summary>
    public void RestoreAll(EntityEntry entry)
    {
        if (!entry.HasEditedValues())
        {
            return;
        }

        var edited = entry.CurrentValues.Clone();
        entry.SetCurrentValues(entry.OriginalValues);
        Entries.Add(new UndoEntry(entry, null, edited, null, null, WasModified: false, entry.State, entry.State));
    }

    /// <summary>Records what code of the application adds and removes, until disposed of.</summary>
    public TrackingRecorder RecordTracking() => new(context.ChangeTracker, Entries);

    /// <summary>Keeps the keys that failed SQL gave to entries that will be detached.</summary>
    public void KeepGeneratedKeys(List<EntityEntry> rows) => _generatedKeys = GeneratedKeys.Of(rows, _entries);

    public void Detach(EntityEntry entry) => UndoEntry.Detach(entry, _generatedKeys);

    /// <summary>Sets the tracked entities back to what they were.</summary>
    public void Revert()
    {
        for (var i = (_entries?.Count ?? 0) - 1; i >= 0; i--)
        {
            _entries![i].Revert(_generatedKeys);
        }

        _entries?.Clear();
    }
}
