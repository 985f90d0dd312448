using System.Linq.Expressions;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Removes the actor and the reason from history rows, and keeps everything else.</summary>
internal static class HistoryRedaction
{
    public static async Task<int> RunAsync(
        DbContext context,
        TransitionsPlan plan,
        Expression<Func<TransitionRecord, bool>> which,
        TransitionDetails details,
        CancellationToken cancellationToken)
    {
        var state = ContextState.Of(context);
        var (actor, now) = (plan.RequireActor(state), (DateTime?)state.UtcNow());
        var rows = HistoryQuery.Visible(context, plan).Where(which).TagWith(SetBasedTargets.BypassTag);
        var count = await (details switch
        {
            TransitionDetails.Actor => rows.Where(row => row.ActorId != null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ActorId, (string?)null)
                    .SetProperty(row => row.RedactedAt, now),
                cancellationToken),
            TransitionDetails.Reason => rows.Where(row => row.Reason != null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Reason, (string?)null)
                    .SetProperty(row => row.RedactedAt, now),
                cancellationToken),
            _ => rows.Where(row => row.ActorId != null || row.Reason != null).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ActorId, (string?)null)
                    .SetProperty(row => row.Reason, (string?)null)
                    .SetProperty(row => row.RedactedAt, now),
                cancellationToken),
        }).ConfigureAwait(false);

        Log.TransitionsRedacted(
            state.Logger, actor.Kind, actor.Id, details.ToString(), count, plan.EntityType.ShortName(), plan.Status.Name);
        return count;
    }
}
