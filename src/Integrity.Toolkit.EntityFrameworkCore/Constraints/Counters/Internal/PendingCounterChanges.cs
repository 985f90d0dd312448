using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>The counter changes that are pending for the next save of a context.</summary>
internal sealed class PendingCounterChanges
{
    private readonly List<Queued> _queue = [];
    private List<Queued> _ofHooks = [];
    private bool _isListening;

    /// <summary>Whether the current save accepts all changes after it succeeds, or leaves that to the application.</summary>
    public bool Accepts { get; private set; } = true;

    /// <summary>
    /// The pending changes of entities that are still tracked. The rows of other entities can no longer be identified.
    /// </summary>
    public IReadOnlyList<Queued> Queue
    {
        get
        {
            _queue.RemoveAll(queued => !queued.Entry.IsTracked());
            return _queue;
        }
    }

    /// <exception cref="OverflowException">The sum overflows.</exception>
    public void Enqueue(ContextState state, EntityEntry entry, Counter counter, long by)
    {
        if (!_isListening)
        {
            // The only place where EF Core exposes this value.
            entry.Context.SavingChanges += (_, saving) => Accepts = saving.AcceptAllChangesOnSuccess;
            _isListening = true;
        }

        Add(entry, counter, by);
        if (SaveTracker.Find(entry.Context)?.Calling is not null)
        {
            _ofHooks.Add(new Queued(entry, counter, by));
        }
    }

    /// <exception cref="OverflowException">The sum overflows.</exception>
    public void Add(EntityEntry entry, Counter counter, long by)
    {
        var i = _queue.FindIndex(queued => ReferenceEquals(queued.Entry.Entity, entry.Entity) && queued.Counter == counter);
        var sum = checked((i < 0 ? 0 : _queue[i].By) + by);
        if (i >= 0)
        {
            _queue.RemoveAt(i);
        }

        if (sum != 0)
        {
            _queue.Add(new Queued(entry, counter, sum));
        }
    }

    /// <summary>Returns and clears the changes that hooks requested during the current save.</summary>
    public IReadOnlyList<Queued> TakeOfHooks()
    {
        var taken = _ofHooks;
        _ofHooks = [];
        return taken;
    }

    public void Subtract(IEnumerable<Queued> changes)
    {
        foreach (var (entry, counter, by) in changes)
        {
            Add(entry, counter, -by);
        }
    }

    internal sealed record Queued(EntityEntry Entry, Counter Counter, long By);
}
