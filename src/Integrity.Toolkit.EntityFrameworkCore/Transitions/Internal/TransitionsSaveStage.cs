using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Effects.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.Events.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Evaluates every status change, and writes its history in the same save.</summary>
internal sealed class TransitionsSaveStage(IDbContextOptions options) : SaveStage, IFollowUpStage, IVerifyingStage
{
    private readonly SubscriberTypes _subscribers =
        options.FindExtension<TransitionsOptionsExtension>()?.Options.Subscribers ?? SubscriberTypes.None;

    public override SaveStageOrder Order => SaveStageOrder.Transitions;

    public override void Inspect(SaveContext save)
    {
        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan
                && planned.Entry.State is EntityState.Modified or EntityState.Unchanged
                && ((CanTransition(save, planned, plan) && new EntityTransitions(save, planned, plan).NeedRow)
                    || StateTimestamps.NeedRow(planned.Entry, plan)))
            {
                save.RequireRow(planned.Entry);
            }
        }
    }

    public override void Apply(SaveContext save)
    {
        TransitionWork.Begin(save, _subscribers);
        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan)
            {
                var entered = CanTransition(save, planned, plan) ? Apply(save, planned, plan) : null;
                if (plan.Effects.HasColumns && planned.Entry.State is EntityState.Added or EntityState.Modified)
                {
                    new StateTimestamps(save, planned.Entry, plan).Apply(entered ?? []);
                }
            }
            else if (planned.Plan.Find<HistoryPlan>() is { } history)
            {
                AddHistoryViolation(save, planned, history);
            }
        }

        AddViolationIfNoTransaction(save);
    }

    public ValueTask<bool> OnChangesDecidedAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => save.Find<TransitionWork>() is { Subscribers: { } subscribers } run
            ? subscribers.RecordAsync(run.Transitions, async, cancellationToken)
            : default;

    public override ValueTask CheckAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        InvariantCheck.Evaluate(save);
        return save.Find<TransitionWork>()?.CheckAsync(save, async, cancellationToken) ?? default;
    }

    public override void OnIntercepted(SaveContext save, PlannedEntry present, PlannedEntry? known)
    {
        if (present.Plan.Find<TransitionsPlan>() is { } plan && new EntityTransitions(save, present, plan).AreUnrecorded)
        {
            save.Violations.Add(plan, new IntegrityViolation(
                TransitionCodes.Late,
                present.Plan.Name,
                $"{present.Plan.Name}.{plan.Status.Name} was changed by another SaveChanges interceptor after the save was "
                + "evaluated, so the transition would have no history row. Change it before SaveChanges is called.",
                plan.Status.Name,
                present.Key()));
        }

        InvariantCheck.EvaluateIntercepted(save, present);
    }

    public override bool Writes(SaveContext save)
        => save.Find<TransitionWork>() is { Prerequisites.Any: true } || save.Find<DeferredHistory>() is not null;

    public override ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => save.Find<DeferredHistory>()?.WriteAsync(save.Context, async, cancellationToken) ?? default;

    public ValueTask VerifyAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        => save.Find<TransitionWork>()?.Prerequisites.VerifyAsync(save, async, cancellationToken) ?? default;

    public override IEnumerable<ConflictCandidate> ConflictCandidates(SaveContext save, DbUpdateException failure)
        => save.Rows.Count == 0 ? [] : SequenceConflict.Candidates(save, failure);

    public override IntegrityViolation? Explain(
        SaveContext save, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain)
        => KeyReuseCheck.Concerns(entry)
            && ModelPlan.FindDeclared<HistoryPlan>(entry.Metadata)!.OwnerOf(entry) is var (owner, key)
            ? KeyReuseCheck.CreateViolation(owner, key)
            : null;

    public override void OnAccepted(SaveContext save)
    {
        if (save.State.FindMemory<TransitionTracker>() is not { Written: { } written } memory
            || written.Save != save)
        {
            return;
        }

        foreach (var (entity, (_, requests)) in written.Entities)
        {
            memory.Forget(entity, requests);
            if (save.HasRow(entity))
            {
                memory.Learned(save, entity);
            }
        }

        memory.Written = null;
    }

    public override void OnFailed(SaveContext save, SaveFailure failure)
        => save.Find<TransitionWork>()?.Subscribers?.Discarded();

    public override ValueTask OnSavedAsync(SaveContext save, bool async, CancellationToken cancellationToken)
    {
        save.Find<TransitionWork>()?.Subscribers?.KeepKeys();
        return default;
    }

    public override void EnsureSynchronous(SaveContext save)
        => save.Find<TransitionWork>()?.Subscribers?.EnsureSynchronousCommit();

    public override async ValueTask OnCommittedAsync(IReadOnlyList<SaveContext> saves, bool async)
    {
        foreach (var save in saves)
        {
            if (save.Find<TransitionWork>() is { } run)
            {
                run.Count();
                if (run.Subscribers is { } subscribers)
                {
                    await subscribers.CommittedAsync(async).ConfigureAwait(false);
                }
            }
        }
    }

    public override void OnRolledBack(SaveContext save, bool isCertain)
    {
        if (isCertain)
        {
            save.Find<TransitionWork>()?.Subscribers?.Discarded();
        }

        foreach (var planned in save.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan)
            {
                save.State.Memory<TransitionTracker>().RolledBack(save, planned.Entry, plan);
            }
        }
    }

    /// <summary>Returns whether a save can change the status. Most updates do not, and need no further evaluation.</summary>
    private static bool CanTransition(SaveContext save, PlannedEntry planned, TransitionsPlan plan)
        => planned.Entry.State != EntityState.Modified
            || planned.Entry.IsPropertyModified(plan.Status)
            || planned.Entry.IsPropertyModified(plan.Sequence)
            || save.State.FindMemory<TransitionTracker>() is { HasStale: true };

    private static List<StateEntry>? Apply(SaveContext save, PlannedEntry planned, TransitionsPlan plan)
    {
        var transitions = new EntityTransitions(save, planned, plan);
        switch (planned.Entry.State)
        {
            case EntityState.Added when planned.Replaced is null:
                transitions.Begin();
                break;
            case EntityState.Deleted when plan.History.Deletion == HistoryDeleteBehavior.Restrict:
                AddDeleteViolation(save, planned, plan);
                break;
            case EntityState.Added or EntityState.Modified or EntityState.Unchanged:
                transitions.Continue();
                break;
        }

        return transitions.Entered;
    }

    private static void AddDeleteViolation(SaveContext save, PlannedEntry planned, TransitionsPlan plan)
    {
        if (plan.SequenceOf(planned.Entry) is { } last)
        {
            save.Violations.Add(plan, new IntegrityViolation(
                TransitionCodes.HistoryKept,
                planned.Plan.Name,
                $"{planned.Plan.Name} has a transition history, which a permanent delete would lose. Soft-delete it, or call "
                + "AllowCascadeDelete() or KeepAfterDelete() in HasTransitions(...).WithHistory(h => ...).",
                key: planned.Key()));
            if (plan.Mode == EnforcementMode.Observe)
            {
                HistoryRows.Remove(save, planned.Entry, plan, last);
            }
        }
    }

    /// <summary>
    /// Adds a violation, in every mode, if the status could be written without its history, or the other way round.
    /// </summary>
    private static void AddViolationIfNoTransaction(SaveContext save)
    {
        var database = save.Context.Database;
        if (save.Rows.Count > 0
            && database.AutoTransactionBehavior == AutoTransactionBehavior.Never
            && database.CurrentTransaction is null
            && AmbientTransaction.Of(save.Context) is null)
        {
            // None if rows are added to a save that is already rejected.
            if (save.Entries.Find(planned => planned.Plan.Find<TransitionsPlan>() is not null) is not { } planned)
            {
                return;
            }

            save.Violations.Add(new IntegrityViolation(
                TransitionCodes.NoTransaction,
                planned.Plan.Name,
                $"A status change of {planned.Plan.Name} and its history require a transaction, but "
                + "AutoTransactionBehavior.Never does not create one. Begin a transaction, or use another "
                + "AutoTransactionBehavior.",
                key: planned.Key()));
        }
    }

    private static void AddHistoryViolation(SaveContext save, PlannedEntry planned, HistoryPlan plan)
    {
        var owner = plan.OwnerOf(planned.Entry).Name;
        save.Violations.Add(plan, new IntegrityViolation(
            TransitionCodes.HistoryWritten,
            owner,
            $"Only the toolkit writes the transition history of {owner}, and it cannot be changed. Change the status of "
            + $"{owner} instead.",
            key: planned.Key()));
    }
}
