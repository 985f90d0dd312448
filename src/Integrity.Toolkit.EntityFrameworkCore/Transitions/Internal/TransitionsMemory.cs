using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// What transitions remember for one context: moves that wait for their save, and entities whose save was rolled back, so
/// that the context no longer knows their rows.
/// </summary>
/// <remarks>
/// A move waits as long as the sequence of its entity is marked as modified. Whatever takes the mark away (an accepted
/// save, a reload, a cleared change tracker) takes the move back as well, and the mark makes a reentry a change.
/// </remarks>
internal sealed class TransitionsMemory
{
    private readonly Dictionary<object, List<PendingMove>> _pending = new(ReferenceEqualityComparer.Instance);

    /// <summary>The entities whose save was rolled back, and that save.</summary>
    public Dictionary<object, SaveSession> Stale { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the last save wrote, accepted or not.</summary>
    public WrittenMoves? Written { get; set; }

    public IReadOnlyList<PendingMove> Pending(EntityEntry entry, TransitionsPlan plan)
        => IsWaiting(entry, plan) && _pending.TryGetValue(entry.Entity, out var moves) ? moves : [];

    public void Add(EntityEntry entry, TransitionsPlan plan, PendingMove move)
    {
        if (!IsWaiting(entry, plan))
        {
            _pending.Remove(entry.Entity);
        }

        if (!_pending.TryGetValue(entry.Entity, out var moves))
        {
            _pending[entry.Entity] = moves = [];
        }

        moves.Add(move);
        if (entry.State != EntityState.Added)
        {
            entry.Property(plan.Sequence).IsModified = true;
        }
    }

    /// <summary>Forgets moves that are written, or taken back; not those that were asked for since.</summary>
    public void Forget(object entity, IReadOnlyList<PendingMove> moves)
    {
        if (_pending.TryGetValue(entity, out var pending)
            && pending.RemoveAll(move => moves.Any(done => ReferenceEquals(done, move))) > 0
            && pending.Count == 0)
        {
            _pending.Remove(entity);
        }
    }

    private static bool IsWaiting(EntityEntry entry, TransitionsPlan plan) => entry.State == EntityState.Added
        || (entry.State == EntityState.Modified && entry.Property(plan.Sequence).IsModified);
}
