using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>
/// Remembers what code of the application adds and removes while it runs inside a save: a save that comes to nothing takes
/// it back, so that the code can run again when the save is repeated.
/// </summary>
internal sealed class GraphWatch : IDisposable
{
    private readonly ChangeTracker _tracker;
    private readonly List<SaveStep> _steps;

    public GraphWatch(ChangeTracker tracker, List<SaveStep> steps)
    {
        (_tracker, _steps) = (tracker, steps);
        _tracker.Tracked += OnTracked;
        _tracker.StateChanged += OnStateChanged;
    }

    public void Dispose()
    {
        _tracker.Tracked -= OnTracked;
        _tracker.StateChanged -= OnStateChanged;
    }

    private void OnTracked(object? sender, EntityTrackedEventArgs tracked)
    {
        if (tracked.Entry.State == EntityState.Added)
        {
            _steps.Add(SaveStep.OfState(tracked.Entry, EntityState.Detached));
        }
    }

    private void OnStateChanged(object? sender, EntityStateChangedEventArgs changed)
    {
        if (changed.NewState == EntityState.Deleted)
        {
            _steps.Add(SaveStep.OfState(changed.Entry, changed.OldState));
        }
    }
}
