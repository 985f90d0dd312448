using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>The counter changes that are pending when a save begins.</summary>
internal sealed class QueuedCounterChanges : ICounterContributor
{
    private readonly PendingCounterChanges _memory;
    private readonly bool _accepts;
    private readonly IReadOnlyList<PendingCounterChanges.Queued> _queued;
    private IReadOnlyList<PendingCounterChanges.Queued> _ofHooks = [];

    private QueuedCounterChanges(PendingCounterChanges memory)
    {
        _memory = memory;
        _accepts = memory.Accepts;

        // The row of a removed entity is deleted, including its counters.
        _queued = [.. memory.Queue.Where(queued => queued.Entry.State != EntityState.Deleted)];
        Changes = [.. _queued.Select(queued => CounterChange.Of(
            queued.Entry, queued.Counter, PlannedEntry.KeyOf(queued.Entry), queued.By))];
    }

    public IReadOnlyList<CounterChange> Changes { get; }

    /// <summary>The number of entities that have counter changes only, which EF Core does not save.</summary>
    public int Alone => _queued
        .Where(queued => queued.Entry.State == EntityState.Unchanged)
        .DistinctBy(queued => queued.Entry.Entity, ReferenceEqualityComparer.Instance)
        .Count();

    /// <summary>Returns the pending changes of a save, or null.</summary>
    public static QueuedCounterChanges? Of(SaveContext save)
        => save.State.FindMemory<PendingCounterChanges>() is { Queue.Count: > 0 } memory
            && new QueuedCounterChanges(memory) is { Changes.Count: > 0 } work
                ? work
                : null;

    /// <summary>Removes the executed changes from the queue.</summary>
    public void Written()
    {
        foreach (var (entry, counter, by) in _queued)
        {
            _memory.Add(entry, counter, -by);
        }

        _ofHooks = _memory.TakeOfHooks();
    }

    public void RolledBack()
    {
        // A save that does not accept the changes is repeated by its caller, which also calls the hooks again.
        if (!_accepts)
        {
            foreach (var (entry, counter, by) in _queued.Where(queued => queued.Entry.IsTracked()))
            {
                _memory.Add(entry, counter, by);
            }

            _memory.Subtract(_ofHooks);
        }
    }
}
