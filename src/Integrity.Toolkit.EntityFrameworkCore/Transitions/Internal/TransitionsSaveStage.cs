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

/// <summary>Judges every move of a status, and writes its history in the same save.</summary>
internal sealed class TransitionsSaveStage(IDbContextOptions options) : SaveStage, IFollowUpStage, IVerifyingStage
{
    private readonly SubscriberTypes _subscribers =
        options.FindExtension<TransitionsOptionsExtension>()?.Options.Subscribers ?? SubscriberTypes.None;

    public override SaveStageOrder Order => SaveStageOrder.Transitions;

    public override void Inspect(SaveContext session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan
                && planned.Entry.State is EntityState.Modified or EntityState.Unchanged
                && ((MayMove(session, planned, plan) && new EntityTransitions(session, planned, plan).NeedRow)
                    || StateTimestamps.NeedRow(planned.Entry, plan)))
            {
                session.RequireRow(planned.Entry);
            }
        }
    }

    public override void Apply(SaveContext session)
    {
        TransitionWork.Begin(session, _subscribers);
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan)
            {
                var entered = MayMove(session, planned, plan) ? Apply(session, planned, plan) : null;
                if (plan.Effects.HasColumns && planned.Entry.State is EntityState.Added or EntityState.Modified)
                {
                    new StateTimestamps(session, planned.Entry, plan).Apply(entered ?? []);
                }
            }
            else if (planned.Plan.Find<HistoryPlan>() is { } history)
            {
                RefuseHistory(session, planned, history);
            }
        }

        RefuseWithoutTransaction(session);
    }

    public ValueTask<bool> OnChangesDecidedAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => session.Find<TransitionWork>() is { Subscribers: { } subscribers } run
            ? subscribers.RecordAsync(run.Moves, async, cancellationToken)
            : default;

    public override ValueTask CheckAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        InvariantCheck.Judge(session);
        return session.Find<TransitionWork>()?.CheckAsync(session, async, cancellationToken) ?? default;
    }

    public override void ApplyLate(SaveContext session, PlannedEntry present, PlannedEntry? known)
    {
        if (present.Plan.Find<TransitionsPlan>() is { } plan && new EntityTransitions(session, present, plan).AreUnrecorded)
        {
            session.Violations.Add(plan, new Refusal(
                TransitionCodes.Late,
                present.Plan.Name,
                $"{present.Plan.Name}.{plan.Status.Name} was changed by another SaveChanges interceptor, after the toolkit had "
                + "looked at the save: the move would have no history. Change it before SaveChanges is called.",
                plan.Status.Name,
                present.Key()));
        }

        InvariantCheck.JudgeLate(session, present);
    }

    public override bool Writes(SaveContext session)
        => session.Find<TransitionWork>() is { Prerequisites.Any: true } || session.Find<DeferredHistory>() is not null;

    public override ValueTask<int> WriteLastAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => session.Find<DeferredHistory>()?.WriteAsync(session.Context, async, cancellationToken) ?? default;

    public ValueTask VerifyAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        => session.Find<TransitionWork>()?.Prerequisites.VerifyAsync(session, async, cancellationToken) ?? default;

    public override IEnumerable<ConflictCandidate> ConflictCandidates(SaveContext session, DbUpdateException failure)
        => session.Rows.Count == 0 ? [] : SequenceConflict.Candidates(session, failure);

    public override Refusal? Explain(
        SaveContext session, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain)
        => KeyReuseCheck.Concerns(entry) && ModelPlan.FindDeclared<HistoryPlan>(entry.Metadata)!.OwnerOf(entry) is var (owner, key)
            ? KeyReuseCheck.Refuse(owner, key)
            : null;

    public override void Accepted(SaveContext session)
    {
        if (session.State.FindMemory<TransitionsMemory>() is not { Written: { } written } memory
            || written.Session != session)
        {
            return;
        }

        foreach (var (entity, (_, moves)) in written.Entities)
        {
            memory.Forget(entity, moves);
            if (session.HasRow(entity))
            {
                memory.Learned(session, entity);
            }
        }

        memory.Written = null;
    }

    public override void Failed(SaveContext session, SaveFailure failure)
        => session.Find<TransitionWork>()?.Subscribers?.Discarded();

    public override ValueTask SavedAsync(SaveContext session, bool async, CancellationToken cancellationToken)
    {
        session.Find<TransitionWork>()?.Subscribers?.KeepKeys();
        return default;
    }

    public override void DemandSynchronous(SaveContext session)
        => session.Find<TransitionWork>()?.Subscribers?.DemandSynchronousCommit();

    public override async ValueTask CommittedAsync(IReadOnlyList<SaveContext> sessions, bool async)
    {
        foreach (var session in sessions)
        {
            if (session.Find<TransitionWork>() is { } run)
            {
                run.Count();
                if (run.Subscribers is { } subscribers)
                {
                    await subscribers.CommittedAsync(async).ConfigureAwait(false);
                }
            }
        }
    }

    public override void RolledBack(SaveContext session, bool isCertain)
    {
        if (isCertain)
        {
            session.Find<TransitionWork>()?.Subscribers?.Discarded();
        }

        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan)
            {
                session.State.Memory<TransitionsMemory>().RolledBack(session, planned.Entry, plan);
            }
        }
    }

    /// <summary>Most updates leave the status alone, and nothing need be asked about them.</summary>
    private static bool MayMove(SaveContext session, PlannedEntry planned, TransitionsPlan plan)
        => planned.Entry.State != EntityState.Modified
            || ChangedEntries.IsModified(planned.Entry, plan.Status)
            || ChangedEntries.IsModified(planned.Entry, plan.Sequence)
            || session.State.FindMemory<TransitionsMemory>() is { HasStale: true };

    private static List<StateEntry>? Apply(SaveContext session, PlannedEntry planned, TransitionsPlan plan)
    {
        var moves = new EntityTransitions(session, planned, plan);
        switch (planned.Entry.State)
        {
            case EntityState.Added when planned.Replaced is null:
                moves.Begin();
                break;
            case EntityState.Deleted when plan.History.Deletion == HistoryDeleteBehavior.Refuse:
                RefuseDelete(session, planned, plan);
                break;
            case EntityState.Added or EntityState.Modified or EntityState.Unchanged:
                moves.Continue();
                break;
        }

        return moves.Entered;
    }

    private static void RefuseDelete(SaveContext session, PlannedEntry planned, TransitionsPlan plan)
    {
        if (plan.SequenceOf(planned.Entry) is { } last)
        {
            session.Violations.Add(plan, new Refusal(
                TransitionCodes.HistoryKept,
                planned.Plan.Name,
                $"{planned.Plan.Name} has a transition history, which a delete for good would lose. Soft-delete it, or say what "
                + "becomes of the history: HasTransitions(...).CascadeHistory() or KeepHistory().",
                key: planned.Key()));
            if (plan.Mode == IntegrityMode.Observe)
            {
                HistoryRows.Remove(session, planned.Entry, plan, last);
            }
        }
    }

    /// <summary>Whatever the mode: a move could be written without its history, or the other way round.</summary>
    private static void RefuseWithoutTransaction(SaveContext session)
    {
        var database = session.Context.Database;
        if (session.Rows.Count > 0
            && database.AutoTransactionBehavior == AutoTransactionBehavior.Never
            && database.CurrentTransaction is null
            && AmbientTransaction.Of(session.Context) is null)
        {
            // Not there where rows are added to a save that was refused already.
            if (session.Entries.Find(planned => planned.Plan.Find<TransitionsPlan>() is not null) is not { } planned)
            {
                return;
            }

            session.Violations.Add(new Refusal(
                TransitionCodes.NoTransaction,
                planned.Plan.Name,
                $"A move of {planned.Plan.Name} and its history are written together or not at all, and "
                + "AutoTransactionBehavior.Never leaves them without a transaction. Begin one, or use another "
                + "AutoTransactionBehavior.",
                key: planned.Key()));
        }
    }

    private static void RefuseHistory(SaveContext session, PlannedEntry planned, HistoryPlan plan)
    {
        var owner = plan.OwnerOf(planned.Entry).Name;
        session.Violations.Add(plan, new Refusal(
            TransitionCodes.HistoryWritten,
            owner,
            $"The transition history of {owner} is written by the toolkit only, and never changed. Change the status of "
            + $"the {owner} instead.",
            key: planned.Key()));
    }
}
