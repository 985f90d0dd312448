using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>What soft delete remembers for one context: the entities to delete for good at the next save.</summary>
internal sealed class PendingHardDeletes
{
    private readonly HashSet<object> _hardDeletes = new(ReferenceEqualityComparer.Instance);
    private bool _watches;

    public bool IsHardDelete(object entity) => _hardDeletes.Contains(entity);

    public void HardDelete(DbContext context, object entity)
    {
        if (!_watches)
        {
            // Until the removal is accepted or taken back: an entity must not go for good when it is removed some other time.
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
