using Integrity.Toolkit.Infrastructure.Committing;
using Integrity.Toolkit.Infrastructure.Model;
using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Judges every move of a status, and writes its history in the same save.</summary>
internal sealed class TransitionsSaveStage(IDbContextOptions options) : SaveStage
{
    private readonly SubscriberTypes _subscribers =
        options.FindExtension<TransitionsOptionsExtension>()?.Options.Subscribers ?? SubscriberTypes.None;

    public override SaveStageOrder Order => SaveStageOrder.Transitions;

    public override void Inspect(SaveSession session)
    {
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan
                && planned.Entry.State is EntityState.Modified or EntityState.Unchanged
                && ((MayMove(session, planned, plan) && new Moves(session, planned, plan).NeedRow)
                    || StampsAndDeadlines.NeedRow(planned.Entry, plan)))
            {
                session.WantRow(planned.Entry);
            }
        }
    }

    public override void Apply(SaveSession session)
    {
        TransitionRun.Begin(session, _subscribers);
        foreach (var planned in session.Entries)
        {
            if (planned.Plan.Find<TransitionsPlan>() is { } plan)
            {
                var entered = MayMove(session, planned, plan) ? Apply(session, planned, plan) : null;
                if (plan.Effects.HasColumns && planned.Entry.State is EntityState.Added or EntityState.Modified)
                {
                    new StampsAndDeadlines(session, planned.Entry, plan).Apply(entered ?? []);
                }
            }
            else if (planned.Plan.Find<HistoryPlan>() is { } history)
            {
                RefuseHistory(session, planned, history);
            }
        }

        RefuseWithoutTransaction(session);
    }

    public override ValueTask<bool> AnswerAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => session.Find<TransitionRun>() is { Subscribers: { } subscribers } run
            ? subscribers.RecordAsync(run.Moves, async, cancellationToken)
            : default;

    public override ValueTask CheckAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        Invariants.Judge(session);
        return session.Find<TransitionRun>()?.CheckAsync(session, async, cancellationToken) ?? default;
    }

    public override void ApplyLate(SaveSession session, PlannedEntry present, PlannedEntry? known)
    {
        if (present.Plan.Find<TransitionsPlan>() is { } plan && new Moves(session, present, plan).AreUnrecorded)
        {
            session.Refuse(plan, new Refusal(
                TransitionCodes.Late,
                present.Plan.Name,
                $"{present.Plan.Name}.{plan.Status.Name} was changed by another SaveChanges interceptor, after the toolkit had "
                + "looked at the save: the move would have no history. Change it before SaveChanges is called.",
                plan.Status.Name,
                present.Key()));
        }

        Invariants.JudgeLate(session, present);
    }

    public override bool Writes(SaveSession session)
        => session.Find<TransitionRun>() is { Prerequisites.Any: true } || session.Find<LateHistory>() is not null;

    public override ValueTask<int> WriteLastAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => session.Find<LateHistory>()?.WriteAsync(session.Context, async, cancellationToken) ?? default;

    public override ValueTask VerifyAsync(SaveSession session, bool async, CancellationToken cancellationToken)
        => session.Find<TransitionRun>()?.Prerequisites.VerifyAsync(session, async, cancellationToken) ?? default;

    public override IEnumerable<ConflictCandidate> ConflictCandidates(SaveSession session, DbUpdateException failure)
        => session.Rows.Count == 0 ? [] : SequenceConflict.Candidates(session, failure);

    public override Refusal? Explain(
        SaveSession session, EntityEntry entry, IReadOnlyList<IProperty> taken, bool isCertain)
        => KeyReuse.Concerns(entry) && ModelPlan.FindDeclared<HistoryPlan>(entry.Metadata)!.OwnerOf(entry) is var (owner, key)
            ? KeyReuse.Refuse(owner, key)
            : null;

    public override void Accepted(SaveSession session)
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

    public override void Failed(SaveSession session, SaveFailure failure)
        => session.Find<TransitionRun>()?.Subscribers?.Discarded();

    public override ValueTask SavedAsync(SaveSession session, bool async, CancellationToken cancellationToken)
    {
        session.Find<TransitionRun>()?.Subscribers?.KeepKeys();
        return default;
    }

    public override void DemandSynchronous(SaveSession session)
        => session.Find<TransitionRun>()?.Subscribers?.DemandSynchronousCommit();

    public override async ValueTask CommittedAsync(IReadOnlyList<SaveSession> sessions, bool async)
    {
        foreach (var session in sessions)
        {
            if (session.Find<TransitionRun>() is { } run)
            {
                run.Count();
                if (run.Subscribers is { } subscribers)
                {
                    await subscribers.CommittedAsync(async).ConfigureAwait(false);
                }
            }
        }
    }

    public override void RolledBack(SaveSession session, bool isCertain)
    {
        if (isCertain)
        {
            session.Find<TransitionRun>()?.Subscribers?.Discarded();
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
    private static bool MayMove(SaveSession session, PlannedEntry planned, TransitionsPlan plan)
        => planned.Entry.State != EntityState.Modified
            || ChangedEntries.IsModified(planned.Entry, plan.Status)
            || ChangedEntries.IsModified(planned.Entry, plan.Sequence)
            || session.State.FindMemory<TransitionsMemory>() is { HasStale: true };

    private static List<EnteredState>? Apply(SaveSession session, PlannedEntry planned, TransitionsPlan plan)
    {
        var moves = new Moves(session, planned, plan);
        switch (planned.Entry.State)
        {
            case EntityState.Added when planned.Replaced is null:
                moves.Begin();
                break;
            case EntityState.Deleted when plan.History.Deletion == HistoryDeletion.Refuse:
                RefuseDelete(session, planned, plan);
                break;
            case EntityState.Added or EntityState.Modified or EntityState.Unchanged:
                moves.Continue();
                break;
        }

        return moves.Entered;
    }

    private static void RefuseDelete(SaveSession session, PlannedEntry planned, TransitionsPlan plan)
    {
        if (plan.SequenceOf(planned.Entry) is { } last)
        {
            session.Refuse(plan, new Refusal(
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
    private static void RefuseWithoutTransaction(SaveSession session)
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

            session.Refuse(new Refusal(
                TransitionCodes.NoTransaction,
                planned.Plan.Name,
                $"A move of {planned.Plan.Name} and its history are written together or not at all, and "
                + "AutoTransactionBehavior.Never leaves them without a transaction. Begin one, or use another "
                + "AutoTransactionBehavior.",
                key: planned.Key()));
        }
    }

    private static void RefuseHistory(SaveSession session, PlannedEntry planned, HistoryPlan plan)
    {
        var owner = plan.OwnerOf(planned.Entry).Name;
        session.Refuse(plan, new Refusal(
            TransitionCodes.HistoryWritten,
            owner,
            $"The transition history of {owner} is written by the toolkit only, and never changed. Change the status of "
            + $"the {owner} instead.",
            key: planned.Key()));
    }
}
