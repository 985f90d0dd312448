using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>Changes tracked entities during a save, and reverts the changes if the save is not accepted.</summary>
internal sealed class UndoLog(DbContext context, int capacity)
{
    private List<UndoEntry>? _entries;
    private GeneratedKeys? _generatedKeys;

    /// <summary>Whether EF Core has accepted the changes; null if the entries cannot determine it.</summary>
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

    /// <summary>Allocated on first use: most saves change nothing, or something for each entity.</summary>
    private List<UndoEntry> Entries => _entries ??= new(capacity);

    public void Set(EntityEntry entry, IProperty property, object? value)
        => Entries.Add(entry.SetValue(property, value));

    /// <summary>Sets the state of an entry, and optionally detects the changes of application code.</summary>
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

    /// <summary>Restores the original value of a property, and excludes it from the update.</summary>
    public void Restore(EntityEntry entry, IProperty property)
    {
        var member = entry.Property(property);
        var (before, wasModified, stateBefore) = (member.CurrentValue, member.IsModified, entry.State);
        member.IsModified = false;
        Entries.Add(new UndoEntry(
            entry, property, before, member.OriginalValue, member.CurrentValue, wasModified, stateBefore, entry.State));
    }

    /// <summary>Sets the original value to the stored one; the current value follows unless something else sets it.</summary>
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

    /// <summary>Restores the original values of an entry.</summary>
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

    /// <summary>Records what application code adds and removes, until it is disposed.</summary>
    public TrackingRecorder RecordTracking() => new(context.ChangeTracker, Entries);

    /// <summary>Keeps the keys that failed SQL gave to entries that will be detached.</summary>
    public void KeepGeneratedKeys(List<EntityEntry> rows) => _generatedKeys = GeneratedKeys.Of(rows, _entries);

    public void Detach(EntityEntry entry) => UndoEntry.Detach(entry, _generatedKeys);

    /// <summary>Restores the previous state of the tracked entities.</summary>
    public void Revert()
    {
        for (var i = (_entries?.Count ?? 0) - 1; i >= 0; i--)
        {
            _entries![i].Revert(_generatedKeys);
        }

        _entries?.Clear();
    }
}
