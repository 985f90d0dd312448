using Integrity.Toolkit.Infrastructure.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions;

/// <summary>Asks the database which rows do not meet a prerequisite.</summary>
internal static class PrerequisiteQuery
{
    /// <summary>The keys of those that do not meet it, and whether that is because a filter hides the row itself.</summary>
    public static async ValueTask<IReadOnlyList<Unmet>> AskAsync(
        DbContext context,
        TransitionsPlan plan,
        Prerequisite prerequisite,
        IReadOnlyList<IReadOnlyList<object?>> keys,
        bool async,
        CancellationToken cancellationToken)
    {
        // A key of several columns makes a condition for each row.
        var key = plan.History.OwnerKey;
        var (comparer, atOnce) = (new KeyComparer(key), key.Count == 1 ? 500 : 50);
        var unmet = new List<Unmet>();
        foreach (var some in keys.Chunk(atOnce))
        {
            var met = await FindAsync(some, meeting: true).ConfigureAwait(false);
            if (met.Count == some.Length)
            {
                continue;
            }

            var others = some.Where(one => !met.Contains(one)).ToList();
            var seen = await FindAsync(others, meeting: false).ConfigureAwait(false);
            unmet.AddRange(others.Select(one => new Unmet(one, IsHidden: !seen.Contains(one))));
        }

        return unmet;

        async ValueTask<HashSet<IReadOnlyList<object?>>> FindAsync(IReadOnlyList<IReadOnlyList<object?>> some, bool meeting)
        {
            var rows = prerequisite.Rows(context, plan.EntityType, row => RowExpression.HasAnyKey(row, key, some), meeting);
            return new(async ? await rows.ToListAsync(cancellationToken).ConfigureAwait(false) : rows.ToList(), comparer);
        }
    }

    /// <param name="Key">The key of the row.</param>
    /// <param name="IsHidden">The row is not there for a query, so nothing could be asked.</param>
    public readonly record struct Unmet(IReadOnlyList<object?> Key, bool IsHidden);
}
