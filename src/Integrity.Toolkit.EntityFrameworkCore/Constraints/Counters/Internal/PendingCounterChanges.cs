using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>By how much the counters of a context's entities are to be changed by its next save.</summary>
internal sealed class PendingCounterChanges
{
    private readonly List<Queued> _queue = [];
    private List<Queued> _ofHooks = [];
    private bool _isListening;

    /// <summary>Whether the save that runs accepts all changes once it is written, or leaves that to the application.</summary>
    public bool Accepts { get; private set; } = true;

    /// <summary>What is queued for entities that are still tracked: of others nobody knows whose row is meant.</summary>
    public IReadOnlyList<Queued> Queue
    {
        get
        {
            _queue.RemoveAll(queued => !queued.Entry.IsTracked());
            return _queue;
        }
    }

    /// <exception cref="OverflowException">The sum is more than a number can hold.</exception>
    public void Enqueue(ContextState state, EntityEntry entry, Counter counter, long by)
    {
        if (!_isListening)
        {
            // The only place where EF Core says it.
            entry.Context.SavingChanges += (_, saving) => Accepts = saving.AcceptAllChangesOnSuccess;
            _isListening = true;
        }

        Add(entry, counter, by);
        if (SaveTracker.Find(entry.Context)?.Calling is not null)
        {
            _ofHooks.Add(new Queued(entry, counter, by));
        }
    }

    /// <exception cref="OverflowException">The sum is more than a number can hold.</exception>
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

    /// <summary>What hooks asked for in the save that has just been written.</summary>
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
