using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.ChangeTracking;

/// <summary>
/// Skips EF Core's own change detection immediately after the pipeline's, if no other interceptor can have changed anything in
/// between.
/// </summary>
internal struct AutoDetectChangesScope
{
    private ChangeTracker? _paused;

    public static AutoDetectChangesScope Begin(ChangeTracker tracker)
    {
        tracker.AutoDetectChangesEnabled = false;
        return new AutoDetectChangesScope { _paused = tracker };
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
