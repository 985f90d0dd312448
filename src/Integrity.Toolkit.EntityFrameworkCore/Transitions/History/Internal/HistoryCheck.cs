using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Transitions.History.Internal.HistoryFunctions;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Finds inconsistencies of histories with queries that only return the affected rows.</summary>
internal sealed class HistoryCheck<TOwner>(DbContext context, TransitionsPlan plan, int maxInconsistencies)
    where TOwner : class
{
    private readonly List<HistoryInconsistency> _breaks = [];

    private IQueryable<TransitionRecord> Rows { get; } = plan.History.Rows(context);

    private IQueryable<TOwner> Owners { get; } = HistoryOwnerQuery<TOwner>.All(context, plan);

    /// <summary>Gets the last row of each history.</summary>
    private IQueryable<TransitionRecord> Last
    {
        get
        {
            var rows = Rows;
            return rows.Where(row => !rows.Any(later => IsOfSameHistory(later, row) && later.Sequence > row.Sequence));
        }
    }

    public async Task<HistoryReport> RunAsync(CancellationToken cancellationToken)
    {
        var (rows, owners) = (Rows, Owners);
        var isKept = plan.History.Deletion == HistoryDeleteBehavior.Keep;
        await AddAsync(HistoryInconsistencyKind.NoHistory, WithoutRows(), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.NoInitialEntry, BeginningLate(), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.Gap, AfterGap(), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.WrongStart, StartingWrongly(), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.WrongState, EndingWrongly(), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.EntityBehind, Miscounted(isBehind: true), cancellationToken).ConfigureAwait(false);
        await AddAsync(HistoryInconsistencyKind.EntityAhead, Miscounted(isBehind: false), cancellationToken).ConfigureAwait(false);
        var orphans = Last.Where(row => !owners.Any(owner => Owns(owner, row)));
        if (!isKept)
        {
            await AddAsync(HistoryInconsistencyKind.NoEntity, Ends(orphans), cancellationToken).ConfigureAwait(false);
        }

        var isComplete = _breaks.Count <= maxInconsistencies;
        return new HistoryReport(plan.EntityType.ShortName(), [.. _breaks.Take(maxInconsistencies)], isComplete)
        {
            Entities = await CountAsync(owners, cancellationToken).ConfigureAwait(false),
            WithoutHistory = await CountAsync(
                owners.Where(owner => SequenceOf(owner) == null && !rows.Any(row => Owns(owner, row))),
                cancellationToken).ConfigureAwait(false),
            Rows = await CountAsync(rows, cancellationToken).ConfigureAwait(false),
            OffTable = await CountAsync(rows.Where(row => row.OffTable), cancellationToken).ConfigureAwait(false),
            Kept = isKept ? await CountAsync(orphans, cancellationToken).ConfigureAwait(false) : 0,
        };
    }

    private IQueryable<Found> WithoutRows()
    {
        var rows = Rows;
        return Owners
            .Where(owner => SequenceOf(owner) != null && !rows.Any(row => Owns(owner, row)))
            .Select(owner => new Found { Key = KeyOf(owner) });
    }

    private IQueryable<Found> BeginningLate()
    {
        var rows = Rows;
        return Ends(rows.Where(row => row.Sequence != 0
            && !rows.Any(other => IsOfSameHistory(other, row) && other.Sequence < row.Sequence)));
    }

    private IQueryable<Found> AfterGap()
    {
        var rows = Rows;
        return Ends(rows.Where(row => rows.Any(other => IsOfSameHistory(other, row) && other.Sequence < row.Sequence)
            && !rows.Any(other => IsOfSameHistory(other, row) && other.Sequence == row.Sequence - 1)));
    }

    private IQueryable<Found> StartingWrongly()
    {
        var rows = Rows;
        return Ends(rows.Where(row => (row.Sequence == 0 && row.FromState != null)
            || rows.Any(before => IsOfSameHistory(before, row)
                && before.Sequence == row.Sequence - 1
                && (row.FromState == null || before.ToState != row.FromState))));
    }

    private IQueryable<Found> EndingWrongly()
    {
        var owners = Owners;
        return Ends(Last.Where(row => owners.Any(owner => Owns(owner, row) && !IsIn(owner, row))));
    }

    private IQueryable<Found> Miscounted(bool isBehind)
    {
        var owners = Owners;
        return Ends(isBehind
            ? Last.Where(row => owners.Any(owner => Owns(owner, row) && (SequenceOf(owner) ?? -1) < row.Sequence))
            : Last.Where(row => owners.Any(owner => Owns(owner, row) && (SequenceOf(owner) ?? -1) > row.Sequence)));
    }

    private static IQueryable<Found> Ends(IQueryable<TransitionRecord> rows)
        => rows.Select(row => new Found { Key = OwnerKeyOf(row), Sequence = row.Sequence });

    private async Task AddAsync(HistoryInconsistencyKind kind, IQueryable<Found> query, CancellationToken cancellationToken)
    {
        // One more than requested, to detect that there are more.
        var most = maxInconsistencies - _breaks.Count + 1;
        if (most > 0)
        {
            var found = await query.Take(most).IgnoreQueryFilters().Translate(plan).ToListAsync(cancellationToken).ConfigureAwait(false);
            _breaks.AddRange(found.Select(one => new HistoryInconsistency(kind, plan.History.KeyOf(one.Key), one.Sequence)));
        }
    }

    private Task<long> CountAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
        where T : class
        => query.IgnoreQueryFilters().Translate(plan).LongCountAsync(cancellationToken);

    private sealed class Found
    {
        public required object?[] Key { get; init; }

        public int? Sequence { get; init; }
    }
}
