using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Core.Internal;

/// <summary>
/// What transitions remember for one context: moves that wait for their save, and entities whose save was rolled back, so
/// that the context no longer knows their rows.
/// </summary>
/// <remarks>
/// A move marks the sequence of its entity as modified, which makes a reentry a change, and waits as long as the entity is
/// tracked and changed: an accepted save, a reload or a cleared change tracker takes it back, and no mark of another origin, such
/// as that of a later <c>Update</c>, brings it back.
/// </remarks>
internal sealed class TransitionTracker
{
    private readonly Dictionary<object, (EntityEntry Entry, List<PendingTransition> Moves)> _pending = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, (SaveContext Save, int? Sequence)> _stale = new(ReferenceEqualityComparer.Instance);
    private bool _isWatching;

    /// <summary>Whether there is an entity whose save was rolled back.</summary>
    public bool HasStale => _stale.Count > 0;

    /// <summary>What the last save wrote, accepted or not.</summary>
    public SavedTransitions? Written { get; set; }

    public IReadOnlyList<PendingTransition> Pending(EntityEntry entry, TransitionsPlan plan)
        => _pending.TryGetValue(entry.Entity, out var pending) && IsWaiting(pending.Entry, plan) ? pending.Moves : [];

    public void Add(EntityEntry entry, TransitionsPlan plan, PendingTransition move)
    {
        Watch(entry.Context.ChangeTracker);
        if (!_pending.TryGetValue(entry.Entity, out var pending) || !IsWaiting(pending.Entry, plan))
        {
            _pending[entry.Entity] = pending = (entry, []);
        }

        pending.Moves.Add(move);
        if (entry.State != EntityState.Added)
        {
            entry.Property(plan.Sequence).IsModified = true;
        }
    }

    /// <summary>Forgets moves that are written, or taken back; not those that were asked for since.</summary>
    public void Forget(object entity, IReadOnlyList<PendingTransition> moves)
    {
        if (_pending.TryGetValue(entity, out var pending)
            && pending.Moves.RemoveAll(move => moves.Any(done => ReferenceEquals(done, move))) > 0
            && pending.Moves.Count == 0)
        {
            _pending.Remove(entity);
        }
    }

    /// <summary>Whether an entity still has the place in its history that a save gave it which was rolled back.</summary>
    public bool IsStale(EntityEntry entry, TransitionsPlan plan)
        => _stale.TryGetValue(entry.Entity, out var rolledBack)
            && plan.SequenceOf(entry) == rolledBack.Sequence;

    public void RolledBack(SaveContext save, EntityEntry entry, TransitionsPlan plan)
        => _stale[entry.Entity] = (save, (int?)entry.GetCurrentValue(plan.Sequence));

    /// <summary>The row was read and written: the context knows it again.</summary>
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
