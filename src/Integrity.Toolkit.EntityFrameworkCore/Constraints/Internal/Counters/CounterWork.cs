using Integrity.Toolkit.Infrastructure;
using Integrity.Toolkit.Infrastructure.Database.Rows;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Constraints;

/// <summary>What one save does to counters.</summary>
internal sealed class CounterWork
{
    private readonly CountersMemory _memory;
    private readonly bool _accepts;
    private readonly List<CounterChange> _changes;
    private IReadOnlyList<CountersMemory.Queued> _ofHooks = [];

    private CounterWork(DbContext context, CountersMemory memory)
    {
        var names = context.GetService<ISqlGenerationHelper>();
        _memory = memory;
        _accepts = memory.Accepts;

        // The row of a removed entity goes, and its counters with it.
        _changes = [.. memory.Queue
            .Where(queued => queued.Entry.State != EntityState.Deleted)
            .Select(queued => new CounterChange(queued.Entry, queued.Counter, queued.By, names))];
        _changes.Sort(CounterChange.Compare);
    }

    public bool IsEmpty => _changes.Count == 0;

    /// <summary>What is queued for a save, or null.</summary>
    public static CounterWork? Of(SaveSession session)
        => session.State.FindMemory<CountersMemory>() is { Queue.Count: > 0 } memory ? new CounterWork(session.Context, memory) : null;

    /// <summary>Says how many entities are written that EF Core writes nothing of.</summary>
    public async ValueTask<int> WriteAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        foreach (var change in _changes)
        {
            change.Stored = await UpdateAsync(context, change, async, cancellationToken).ConfigureAwait(false)
                ?? throw await RefuseAsync(context, change, async, cancellationToken).ConfigureAwait(false);
        }

        return _changes
            .Where(change => change.Entry.State == EntityState.Unchanged)
            .DistinctBy(change => change.Entry.Entity, ReferenceEqualityComparer.Instance)
            .Count();
    }

    /// <summary>Gives the tracked entities what their rows hold, and takes what was done off the queue.</summary>
    public void Written()
    {
        foreach (var change in _changes)
        {
            ChangedEntries.SetStored(change.Entry, change.Counter.Property, change.Counter.Typed(change.Stored));
            _memory.Add(change.Entry, change.Counter, -change.By);
        }

        _ofHooks = _memory.TakeOfHooks();
    }

    /// <summary>Takes the change off the entities again; what others changed before, and was learned by it, stays.</summary>
    public void RolledBack()
    {
        foreach (var change in _changes.Where(change => ChangedEntries.IsTracked(change.Entry)))
        {
            if (!ChangedEntries.IsModified(change.Entry, change.Counter.Property))
            {
                var held = Convert.ToInt64(
                    ChangedEntries.Current(change.Entry, change.Counter.Property), System.Globalization.CultureInfo.InvariantCulture);
                ChangedEntries.SetStored(change.Entry, change.Counter.Property, change.Counter.Typed(held - change.By));
            }
        }

        // Whoever saves without accepting the changes saves them again, and has the hooks called again.
        if (!_accepts)
        {
            _changes.ForEach(change => _memory.Add(change.Entry, change.Counter, change.By));
            _memory.Subtract(_ofHooks);
        }
    }

    private static ValueTask<long?> UpdateAsync(
        DbContext context, CounterChange change, bool async, CancellationToken cancellationToken)
    {
        var command = new RowCommand(context, CommandSource.SaveChanges);
        return change.Update(command) is { } sql ? command.NumberAsync(sql, async, cancellationToken) : default;
    }

    private static async ValueTask<DbUpdateException> RefuseAsync(
        DbContext context, CounterChange change, bool async, CancellationToken cancellationToken)
    {
        var command = new RowCommand(context, CommandSource.SaveChanges);
        var held = await command.NumberAsync(change.Read(command), async, cancellationToken).ConfigureAwait(false);
        var failure = CounterRefusals.Failure(change, isGone: held is null);
        var refusal = ((IIntegrityFailure)failure).Refusals[0];
        Telemetry.Refused(refusal.Code, refusal.Entity, IntegrityMode.Enforce);
        return failure;
    }
}
