using Integrity.Toolkit.Infrastructure.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// The moves of one entity in one save: those that were asked for, and the one that the change of the property shows.
/// </summary>
internal sealed class Moves(SaveSession session, PlannedEntry planned, TransitionsPlan plan)
{
    private readonly EntityEntry _entry = planned.Entry;
    private readonly TransitionsMemory? _memory = session.State.FindMemory<TransitionsMemory>();

    /// <summary>
    /// Whether the context cannot know the stored state: a blind update of a detached entity, an entity without a known
    /// sequence (attached, or older than its history), or one whose last save was rolled back.
    /// </summary>
    public bool NeedRow
    {
        get
        {
            var status = _entry.Property(plan.Status);
            var moved = Pending.Count > 0 || !Equals(status.OriginalValue, status.CurrentValue);
            return _memory?.Stale.Contains(_entry.Entity) == true
                || (status.IsModified && !moved)
                || (moved && _entry.Property(plan.Sequence).OriginalValue is null);
        }
    }

    /// <summary>Whether the status is about to be written without a history row.</summary>
    public bool AreUnrecorded => _entry.State switch
    {
        EntityState.Added => _entry.Property(plan.Sequence).CurrentValue is null,
        EntityState.Modified => !Equals(_entry.Property(plan.Status).OriginalValue, _entry.Property(plan.Status).CurrentValue)
            && Equals(_entry.Property(plan.Sequence).OriginalValue, _entry.Property(plan.Sequence).CurrentValue),
        _ => false,
    };

    private List<PendingMove> Pending => _memory?.Pending.GetValueOrDefault(_entry.Entity) ?? [];

    private object? Current => _entry.Property(plan.Status).CurrentValue;

    /// <summary>A new entity: its first state, and moves since.</summary>
    public void Begin()
    {
        var pending = Pending;
        var first = pending is [{ From: null } begun, ..] ? begun : null;
        var state = first?.To ?? (pending is [{ From: { } from }, ..] ? from : Current);
        var refusal = Judgement.OfFirst(plan, _entry, state);
        if (refusal is not null)
        {
            session.Refuse(plan, refusal);
        }

        if (state is null)
        {
            return;
        }

        RequireActor(first?.Actor);
        Record(0, null, state, first, edge: null, first is null ? TransitionOrigin.Assigned : TransitionOrigin.Fired, refusal);
        session.Set(_entry, plan.Sequence, Follow(0, state, first is null ? pending : pending[1..]));
    }

    /// <summary>A known entity: from the state it was loaded in.</summary>
    public void Continue()
    {
        var (from, sequence) = Learn();
        if (Pending.Count == 0 && Equals(from, Current))
        {
            return;
        }

        if (Equals(from, Current) && !Equals(Pending[^1].To, Current))
        {
            // Moved, and set back by hand: nothing has happened.
            return;
        }

        if (from is null)
        {
            session.Refuse(Refusals.UnknownState(plan, _entry, from));
            return;
        }

        if (sequence is null)
        {
            // Older than its history: the state it has now comes first.
            Record(0, null, from, null, edge: null, TransitionOrigin.Backfill, refusal: null);
        }

        var next = Follow(sequence ?? 0, from, Pending);
        session.Set(_entry, plan.Sequence, next);
    }

    private int Follow(int sequence, object from, IReadOnlyList<PendingMove> pending)
    {
        var cursor = from;
        foreach (var move in pending)
        {
            if (!Equals(cursor, move.From))
            {
                Assigned(++sequence, cursor, move.From);
            }

            Fired(++sequence, move);
            cursor = move.To;
        }

        if (!Equals(cursor, Current))
        {
            Assigned(++sequence, cursor, Current);
        }

        return sequence;
    }

    private void Assigned(int sequence, object from, object? to)
    {
        var (edge, refusal) = Judgement.OfMove(plan, _entry, from, to, session.Reason);
        Refuse(refusal);
        RequireActor(null);
        if (to is not null)
        {
            Record(sequence, from, to, null, OnlyOne(from, to) ? edge : null, TransitionOrigin.Assigned, refusal);
        }
    }

    private void Fired(int sequence, PendingMove move)
    {
        var refusal = move.Edge is null ? Judgement.OfMove(plan, _entry, move.From, move.To, move.Reason).Refusal : null;
        Refuse(refusal);
        RequireActor(move.Actor);
        Record(sequence, move.From, move.To, move, move.Edge, TransitionOrigin.Fired, refusal);
    }

    private void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            session.Refuse(plan, refusal);
        }
    }

    private void RequireActor(Actor? actor)
    {
        if ((actor ?? session.Actor).Kind == ActorKind.Unknown)
        {
            session.RequireActor(plan, planned);
        }
    }

    private bool OnlyOne(object from, object to) => plan.Table.Contains(from) && plan.Table.Contains(to)
        && plan.Table.Find(from, to).Count == 1;

    private void Record(
        int sequence,
        object? from,
        object to,
        PendingMove? asked,
        ITransition? edge,
        TransitionOrigin origin,
        Refusal? refusal)
    {
        var actor = asked?.Actor ?? session.Actor;
        History.Add(session, _entry, plan, new TransitionRecord
        {
            Sequence = sequence,
            FromState = from is null ? null : StateText.Of(from),
            ToState = StateText.Of(to),
            Trigger = edge?.TriggerText,
            Origin = origin,
            OffTable = refusal is not null,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Reason = asked is null ? session.Reason : asked.Reason,
            OccurredAt = asked?.At ?? session.Now,
            TableHash = plan.Table.Hash,
        });
    }

    /// <summary>The state and sequence to start from: the stored ones, where the context cannot know them.</summary>
    private (object? State, int? Sequence) Learn()
    {
        if (planned.Replaced is { } replaced)
        {
            return (replaced.Property(plan.Status).OriginalValue, (int?)replaced.Property(plan.Sequence).OriginalValue);
        }

        var status = _entry.Property(plan.Status);
        var sequence = _entry.Property(plan.Sequence);
        if (session.TryGetRow(_entry, out var row) && row is not null)
        {
            status.OriginalValue = row[plan.Status];
            sequence.OriginalValue = row[plan.Sequence];
            sequence.CurrentValue = row[plan.Sequence];
            if (Equals(status.OriginalValue, status.CurrentValue))
            {
                status.IsModified = false;
            }
        }

        if (sequence.IsModified && Equals(sequence.OriginalValue, sequence.CurrentValue))
        {
            sequence.IsModified = false;
        }

        return (status.OriginalValue, (int?)sequence.OriginalValue);
    }
}
