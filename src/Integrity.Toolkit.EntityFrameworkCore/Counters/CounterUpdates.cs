using System.Globalization;
using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Toolkit.Counters;

/// <summary>What one save does to counters, whichever room wants it: one statement for each row and counter, in one order.</summary>
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

    /// <summary>Gives the tracked entities what their rows hold.</summary>
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

    /// <summary>Takes the changes off the entities again; what others changed before, and was learned by it, stays.</summary>
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

    /// <summary>Writes one change by itself: null where there is no row to count, and need not be.</summary>
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

    /// <summary>One change for each row and counter, in the order in which they are written.</summary>
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
