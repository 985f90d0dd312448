using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Constraints.Counters.Internal;

/// <summary>What is queued for counters when a save begins.</summary>
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

        // The row of a removed entity goes, and its counters with it.
        _queued = [.. memory.Queue.Where(queued => queued.Entry.State != EntityState.Deleted)];
        Changes = [.. _queued.Select(queued => CounterChange.Of(
            queued.Entry, queued.Counter, PlannedEntry.KeyOf(queued.Entry), queued.By))];
    }

    public IReadOnlyList<CounterChange> Changes { get; }

    /// <summary>How many entities are written that EF Core writes nothing of.</summary>
    public int Alone => _queued
        .Where(queued => queued.Entry.State == EntityState.Unchanged)
        .DistinctBy(queued => queued.Entry.Entity, ReferenceEqualityComparer.Instance)
        .Count();

    /// <summary>What is queued for a save, or null.</summary>
    public static QueuedCounterChanges? Of(SaveContext save)
        => save.State.FindMemory<PendingCounterChanges>() is { Queue.Count: > 0 } memory
            && new QueuedCounterChanges(memory) is { Changes.Count: > 0 } work
                ? work
                : null;

    /// <summary>Takes what was done off the queue.</summary>
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
        // Whoever saves without accepting the changes saves them again, and has the hooks called again.
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
