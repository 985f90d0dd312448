using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>The entities of one context to delete permanently at the next save.</summary>
internal sealed class PendingHardDeletes
{
    private readonly HashSet<object> _hardDeletes = new(ReferenceEqualityComparer.Instance);
    private bool _watches;

    public bool IsHardDelete(object entity) => _hardDeletes.Contains(entity);

    public void HardDelete(DbContext context, object entity)
    {
        if (!_watches)
        {
            // Until the deletion is accepted or reverted: a later deletion of the entity must not be permanent.
            context.ChangeTracker.Tracked += (_, tracked) => _hardDeletes.Remove(tracked.Entry.Entity);
            context.ChangeTracker.StateChanged += (_, changed) =>
            {
                if (changed.OldState == EntityState.Deleted)
                {
                    _hardDeletes.Remove(changed.Entry.Entity);
                }
            };
            _watches = true;
        }

        context.Remove(entity);
        if (context.Entry(entity).State == EntityState.Deleted)
        {
            _hardDeletes.Add(entity);
        }
    }
}
