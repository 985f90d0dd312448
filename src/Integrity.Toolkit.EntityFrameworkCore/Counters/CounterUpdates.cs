using System.Globalization;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Counters;

/// <summary>
/// The counter changes of one save from all contributors: one statement per row and counter, in a fixed order.
/// </summary>
internal sealed class CounterUpdates
{
    private readonly List<ICounterContributor> _works = [];
    private readonly List<(CounterChange Change, long Stored)> _written = [];
    private readonly List<(EntityEntry Entry, CounterChange Change)> _followed = [];

    public static CounterUpdates Of(SaveContext save)
    {
        var writes = save.Find<CounterUpdates>();
        if (writes is null)
        {
            save.Keep(writes = new CounterUpdates());
        }

        return writes;
    }

    public void Add(ICounterContributor work) => _works.Add(work);

    public async ValueTask WriteAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        _written.Clear();
        foreach (var change in Merge(_works.SelectMany(work => work.Changes)))
        {
            if (await WriteAsync(context, change, async, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                _written.Add((change, stored));
            }
        }
    }

    /// <summary>Sets the tracked entities to the values of their rows.</summary>
    public void Written(DbContext context)
    {
        foreach (var (change, stored) in _written)
        {
            if (context.FindTracked(change.EntityType.FindPrimaryKey()!, change.Key) is { } entry
                && entry.State != EntityState.Deleted)
            {
                entry.SetStoredValue(change.Counter.Property, change.Counter.Typed(stored));
                _followed.Add((entry, change));
            }
        }
    }

    /// <summary>Subtracts the changes from the entities again. Concurrent changes that were read with them remain.</summary>
    public void RolledBack()
    {
        foreach (var (entry, change) in _followed.Where(followed => followed.Entry.IsTracked()))
        {
            var counter = change.Counter;
            if (!entry.IsPropertyModified(counter.Property))
            {
                var held = Convert.ToInt64(entry.GetCurrentValue(counter.Property), CultureInfo.InvariantCulture);
                entry.SetStoredValue(counter.Property, counter.Typed(held - change.By));
            }
        }

        _followed.Clear();
    }

    /// <summary>Executes one change. Returns null if the row does not exist and may be missing.</summary>
    public static async ValueTask<long?> WriteAsync(
        DbContext context, CounterChange change, bool async, CancellationToken cancellationToken)
    {
        foreach (var table in change.Tables)
        {
            var command = new RowCommand(context, CommandSource.SaveChanges);
            if (change.Update(table, command) is { } sql
                && await command.NumberAsync(sql, async, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return stored;
            }
        }

        var isGone = await IsGoneAsync(context, change, async, cancellationToken).ConfigureAwait(false);
        if (isGone && change.MayBeGone)
        {
            return null;
        }

        var failure = CounterViolations.Failure(context, change, isGone);
        var violation = ((IIntegrityError)failure).Violations[0];
        Telemetry.RecordViolation(violation.Code, violation.Entity, EnforcementMode.Enforce);
        throw failure;
    }

    /// <summary>Merges the changes into one per row and counter, in the order of execution.</summary>
    public static IReadOnlyList<CounterChange> Merge(IEnumerable<CounterChange> changes)
    {
        var merged = new List<CounterChange>();
        foreach (var change in changes.Order(Comparer<CounterChange>.Create(CounterChange.Compare)))
        {
            if (merged.Count > 0 && CounterChange.Compare(merged[^1], change) == 0)
            {
                merged[^1] = merged[^1].And(change);
            }
            else
            {
                merged.Add(change);
            }
        }

        merged.RemoveAll(change => change.By == 0);
        return merged;
    }

    private static async ValueTask<bool> IsGoneAsync(
        DbContext context, CounterChange change, bool async, CancellationToken cancellationToken)
    {
        foreach (var table in change.Tables)
        {
            var command = new RowCommand(context, CommandSource.SaveChanges);
            if (await command.NumberAsync(change.Read(table, command), async, cancellationToken).ConfigureAwait(false) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
