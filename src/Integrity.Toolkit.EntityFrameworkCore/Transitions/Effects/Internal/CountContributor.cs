using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>
/// The changes of counters of principals by one save, from the values of its rows in the database before and after.
/// </summary>
/// <remarks>
/// The rows are read and locked in the transaction of the save: the values of the context may be outdated, or not loaded.
/// </remarks>
internal sealed class CountContributor : ICounterContributor
{
    private readonly List<CountedRow> _rows = [];
    private readonly Dictionary<CountedRow, object?[]> _read = [];

    public IReadOnlyList<CounterChange> Changes { get; private set; } = [];

    public static CountContributor Of(SaveContext save)
    {
        var work = save.Find<CountContributor>();
        if (work is null)
        {
            save.Keep(work = new CountContributor());
            CounterUpdates.Of(save).Add(work);
        }

        return work;
    }

    public void Add(SaveContext save, PlannedEntry planned, TransitionsPlan plan)
    {
        // A deleted entity that an added one with the same key replaces is the same row, which the added one represents.
        if (!_rows.Exists(row => row.Planned.Entry.Entity == planned.Entry.Entity)
            && (planned.Entry.State != EntityState.Deleted
                || !save.Entries.Exists(other => other.Replaced?.Entity == planned.Entry.Entity)))
        {
            _rows.Add(new CountedRow(planned, plan));
        }
    }

    /// <summary>Reads the rows before the entities are written, in each attempt.</summary>
    public async ValueTask ReadAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        _read.Clear();
        foreach (var same in _rows.Where(row => !row.IsNew).GroupBy(row => row.Planned.Entry.Metadata))
        {
            var stored = await new StoredRowReader(context, same.Key, same.First().Columns).ReadAsync(
                [.. same.Select(row => row.Key)], same.Any(row => row.IsDeleted), async, cancellationToken).ConfigureAwait(false);
            foreach (var row in same)
            {
                if (stored.TryGetValue(row.Key, out var values))
                {
                    _read.Add(row, values);
                }
            }
        }
    }

    /// <summary>Computes the changes after the entities are written and their keys are generated.</summary>
    public void Count(DbContext context)
    {
        var changes = new List<CounterChange>();
        foreach (var row in _rows)
        {
            var read = _read.GetValueOrDefault(row);
            foreach (var count in row.Counts)
            {
                var (before, after) = (row.Before(count, read), row.After(count, read));
                if (before is not null && after is not null && SameKey(count, before, after))
                {
                    continue;
                }

                Add(before, -1);
                Add(after, 1);

                void Add(IReadOnlyList<object?>? key, long by)
                {
                    if (key is not null)
                    {
                        changes.Add(count.Change(context, key, by, [row.Planned.Entry]));
                    }
                }
            }
        }

        Changes = changes;
    }

    private static bool SameKey(CountPlan count, IReadOnlyList<object?> one, IReadOnlyList<object?> other)
        => new KeyComparer(count.ForeignKey.PrincipalKey.Properties).Equals(one, other);
}
