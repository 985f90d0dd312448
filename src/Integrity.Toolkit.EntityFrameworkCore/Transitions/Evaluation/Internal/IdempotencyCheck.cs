using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>Detects a repeated request by its idempotency key.</summary>
internal static class IdempotencyCheck
{
    /// <summary>Looks for a pending transition with the same key.</summary>
    public static TransitionCheck? OfPending(
        EntityEntry entry, TransitionsPlan plan, TransitionRequest request, TransitionOptions options)
    {
        if (options.IdempotencyKey is not { } key || plan.Mode == EnforcementMode.Off)
        {
            return null;
        }

        var pending = ContextState.Of(entry.Context).FindMemory<TransitionTracker>()?.Pending(entry, plan) ?? [];
        return pending.FirstOrDefault(transition => transition.Options.IdempotencyKey == key) is { } same
            ? request.Is(same)
                ? new TransitionCheck([]) { IsRepeated = true }
                : TransitionCheck.Of(TransitionViolations.KeyOfAnother(plan, entry, StateText.Of(same.To), sequence: null))
            : null;
    }

    /// <summary>Looks for a transition with the same key in the history.</summary>
    public static async Task<TransitionCheck?> OfHistoryAsync(
        EntityEntry entry,
        TransitionsPlan plan,
        TransitionRequest request,
        TransitionOptions options,
        CancellationToken cancellationToken)
    {
        if (options.IdempotencyKey is not { } key || plan.Mode == EnforcementMode.Off || entry.State == EntityState.Added)
        {
            return null;
        }

        var row = await Rows(entry, plan, key).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return row is null
            ? null
            : request.Is(plan, row)
                ? new TransitionCheck([]) { IsRepeated = true, PreviousRecord = row }
                : TransitionCheck.Of(TransitionViolations.KeyOfAnother(plan, entry, row.ToState, row.Sequence));
    }

    /// <summary>
    /// Rejects a key that is already in the history. Not needed for a request that was checked while the sequence of the entity
    /// was known, because a later transition is detected by its sequence.
    /// </summary>
    public static async ValueTask AddViolationIfRepeatedAsync(
        SaveContext save, TransitionEvent transition, string key, bool async, CancellationToken cancellationToken)
    {
        if (transition.Entry.State == EntityState.Added)
        {
            return;
        }

        var rows = Rows(transition.Entry, transition.Plan, key);
        var row = async ? await rows.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) : rows.FirstOrDefault();
        if (row is not null)
        {
            save.Violations.Add(TransitionViolations.Repeated(transition.Plan, transition.Entry, row.Sequence));
        }
    }

    private static IQueryable<TransitionRecord> Rows(EntityEntry entry, TransitionsPlan plan, string key)
        => HistoryQuery.AllOf(entry.Context, plan, PlannedEntry.KeyOf(entry))
            .Where(row => row.IdempotencyKey == key);
}
