using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Compares the recorded transitions with the table: the database counts the pairs, the table evaluates them.</summary>
internal static class ConformanceCheck
{
    public static async Task<HistoryConformance> CheckAsync(
        DbContext context, TransitionsPlan plan, CancellationToken cancellationToken)
    {
        var transitions = await plan.History.Rows(context)
            .Where(row => row.FromState != null)
            .GroupBy(row => new { row.FromState, row.ToState })
            .Select(group => new { group.Key.FromState, group.Key.ToState, Count = group.LongCount() })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var initialStates = await plan.History.Rows(context)
            .Where(row => row.FromState == null && row.Origin != TransitionOrigin.Backfill)
            .GroupBy(row => row.ToState)
            .Select(group => new { State = group.Key, Count = group.LongCount() })
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        return new HistoryConformance(
            plan.EntityType.ShortName(),
            transitions.Sum(transition => transition.Count),
            [.. transitions
                .Where(transition => !Permits(plan.Table, transition.FromState!, transition.ToState))
                .Select(transition => new ObservedTransition<string>(
                    transition.FromState!, transition.ToState, transition.Count))
                .OrderByDescending(transition => transition.Count)
                .ThenBy(transition => transition.From, StringComparer.Ordinal)
                .ThenBy(transition => transition.To, StringComparer.Ordinal)],
            initialStates
                .Where(first => !(plan.Table.TryParse(first.State, out var state) && plan.Table.IsInitial(state)))
                .ToDictionary(first => first.State, first => first.Count));
    }

    private static bool Permits(ITransitionTable table, string from, string to)
        => table.TryParse(from, out var left) && table.TryParse(to, out var entered) && table.Permits(left, entered);
}
