using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>
/// Records the entities that application code starts to track, removes and keeps while it runs inside a save. A failed save
/// reverts them, so that the code can run again when the save is repeated.
/// </summary>
internal sealed class TrackingRecorder : IDisposable
{
    private readonly ChangeTracker _tracker;
    private readonly List<UndoEntry> _steps;
    private (object Entity, List<IProperty> Properties)? _modified;

    public TrackingRecorder(ChangeTracker tracker, List<UndoEntry> steps)
    {
        (_tracker, _steps) = (tracker, steps);
        _tracker.Tracked += OnTracked;
        _tracker.StateChanging += OnStateChanging;
        _tracker.StateChanged += OnStateChanged;
    }

    public void Dispose()
    {
        _tracker.Tracked -= OnTracked;
        _tracker.StateChanging -= OnStateChanging;
        _tracker.StateChanged -= OnStateChanged;
    }

    private void OnTracked(object? sender, EntityTrackedEventArgs tracked)
    {
        // Queried entities may stay tracked.
        if (!tracked.FromQuery)
        {
            _steps.Add(UndoEntry.OfTracking(tracked.Entry));
        }
    }

    /// <summary>Captures the modified properties, because restoring the state would mark all of them as modified.</summary>
    private void OnStateChanging(object? sender, EntityStateChangingEventArgs changing)
        => _modified = changing.OldState == EntityState.Modified
            ? (changing.Entry.Entity, [.. changing.Entry.Metadata.GetFlattenedProperties()
                .Where(property => changing.Entry.IsPropertyModified(property))])
            : null;

    private void OnStateChanged(object? sender, EntityStateChangedEventArgs changed)
    {
        // Edits are not reverted, because the values are not either, and for queried entities nothing is lost.
        if (changed is not (
            { OldState: EntityState.Unchanged or EntityState.Modified, NewState: EntityState.Unchanged or EntityState.Modified }
            or { OldState: EntityState.Unchanged, NewState: EntityState.Detached }))
        {
            _steps.Add(UndoEntry.OfState(changed.Entry, changed.OldState) with
            {
                Modified = _modified is var (entity, properties) && entity == changed.Entry.Entity ? properties : null,
            });
        }
    }
}
