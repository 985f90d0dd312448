using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Compares what has happened with what may happen: the database counts the pairs, the table judges them.</summary>
internal static class ConformanceCheck
{
    public static async Task<HistoryConformance> CheckAsync(
        DbContext context, TransitionsPlan plan, CancellationToken cancellationToken)
    {
        var moves = await plan.History.Rows(context)
            .Where(row => row.FromState != null)
            .GroupBy(row => new { row.FromState, row.ToState })
            .Select(group => new { group.Key.FromState, group.Key.ToState, Count = group.LongCount() })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var beginnings = await plan.History.Rows(context)
            .Where(row => row.FromState == null && row.Origin != TransitionOrigin.Backfill)
            .GroupBy(row => row.ToState)
            .Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        return new HistoryConformance(
            plan.EntityType.ShortName(),
            moves.Sum(move => move.Count),
            [.. moves
                .Where(move => !Permits(plan.Table, move.FromState!, move.ToState))
                .Select(move => new ObservedTransition<string>(move.FromState!, move.ToState, move.Count))
                .OrderByDescending(move => move.Count)
                .ThenBy(move => move.From, StringComparer.Ordinal)
                .ThenBy(move => move.To, StringComparer.Ordinal)],
            beginnings
                .Where(begun => !(plan.Table.TryParse(begun.State, out var state) && plan.Table.IsInitial(state)))
                .ToDictionary(begun => begun.State, begun => begun.Count));
    }

    private static bool Permits(ITransitionTable table, string from, string to)
        => table.TryParse(from, out var left) && table.TryParse(to, out var entered) && table.Permits(left, entered);
}
