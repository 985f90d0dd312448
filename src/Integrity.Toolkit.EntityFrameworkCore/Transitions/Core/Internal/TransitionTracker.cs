using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// The transitions of one context: pending requests, and entities whose save was rolled back, so that their tracked values may
/// differ from their rows.
/// </summary>
/// <remarks>
/// A request marks the sequence of its entity as modified, which makes a reentry a change. It is pending while the entity is
/// tracked and modified: an accepted save, a reload or a cleared change tracker discards it, and a modified sequence of another
/// origin, such as a later <c>Update</c>, does not restore it.
/// </remarks>
internal sealed class TransitionTracker
{
    private readonly Dictionary<object, (EntityEntry Entry, List<PendingTransition> Requests)> _pending =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<object, (SaveContext Save, int? Sequence)> _stale = new(ReferenceEqualityComparer.Instance);
    private bool _isWatching;

    /// <summary>Gets whether there is an entity whose save was rolled back.</summary>
    public bool HasStale => _stale.Count > 0;

    /// <summary>Gets or sets what the last save wrote, accepted or not.</summary>
    public SavedTransitions? Written { get; set; }

    public IReadOnlyList<PendingTransition> Pending(EntityEntry entry, TransitionsPlan plan)
        => _pending.TryGetValue(entry.Entity, out var pending) && IsWaiting(pending.Entry, plan) ? pending.Requests : [];

    public void Add(EntityEntry entry, TransitionsPlan plan, PendingTransition request)
    {
        Watch(entry.Context.ChangeTracker);
        if (!_pending.TryGetValue(entry.Entity, out var pending) || !IsWaiting(pending.Entry, plan))
        {
            _pending[entry.Entity] = pending = (entry, []);
        }

        pending.Requests.Add(request);
        if (entry.State != EntityState.Added)
        {
            entry.Property(plan.Sequence).IsModified = true;
        }
    }

    /// <summary>Removes requests that are written or discarded, and keeps later ones.</summary>
    public void Forget(object entity, IReadOnlyList<PendingTransition> requests)
    {
        if (_pending.TryGetValue(entity, out var pending)
            && pending.Requests.RemoveAll(request => requests.Any(done => ReferenceEquals(done, request))) > 0
            && pending.Requests.Count == 0)
        {
            _pending.Remove(entity);
        }
    }

    /// <summary>Returns whether an entity still has the sequence from a save that was rolled back.</summary>
    public bool IsStale(EntityEntry entry, TransitionsPlan plan)
        => _stale.TryGetValue(entry.Entity, out var rolledBack)
            && plan.SequenceOf(entry) == rolledBack.Sequence;

    public void RolledBack(SaveContext save, EntityEntry entry, TransitionsPlan plan)
        => _stale[entry.Entity] = (save, (int?)entry.GetCurrentValue(plan.Sequence));

    /// <summary>Records that the row was read and written, so that the tracked values are current again.</summary>
    public void Learned(SaveContext save, object entity)
    {
        if (_stale.TryGetValue(entity, out var rolledBack) && rolledBack.Save != save)
        {
            _stale.Remove(entity);
        }
    }

    private static bool IsWaiting(EntityEntry entry, TransitionsPlan plan)
        => (entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.IsPropertyModified(plan.Sequence)))
            && entry.IsTracked();

    private void Watch(ChangeTracker tracker)
    {
        if (!_isWatching)
        {
            _isWatching = true;
            tracker.StateChanged += (_, changed) =>
            {
                if (changed.NewState == EntityState.Unchanged)
                {
                    _pending.Remove(changed.Entry.Entity);
                }
            };
        }
    }
}
