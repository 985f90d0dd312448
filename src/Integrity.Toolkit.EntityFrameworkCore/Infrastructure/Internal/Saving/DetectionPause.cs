using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Infrastructure.Saving;

/// <summary>
/// Spares EF Core its own pass of change detection, right after the pipeline's, when no other interceptor can have
/// changed anything in between.
/// </summary>
internal struct DetectionPause
{
    private ChangeTracker? _paused;

    public static DetectionPause Begin(ChangeTracker tracker)
    {
        tracker.AutoDetectChangesEnabled = false;
        return new DetectionPause { _paused = tracker };
    }

    public void End()
    {
        if (_paused is { } tracker)
        {
            _paused = null;
            tracker.AutoDetectChangesEnabled = true;
        }
    }
}
