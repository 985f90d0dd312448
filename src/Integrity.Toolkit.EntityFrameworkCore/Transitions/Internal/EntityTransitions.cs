using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>
/// The transitions of one entity in one save: the requested ones, and the one that a change of the property implies.
/// </summary>
internal sealed class EntityTransitions(SaveContext save, PlannedEntry planned, TransitionsPlan plan)
{
    private readonly EntityEntry _entry = planned.Entry;
    private readonly TransitionTracker _memory = save.State.Memory<TransitionTracker>();
    private bool _isActorMissing;

    /// <summary>The number of transitions that change the state.</summary>
    private int _changes;

    /// <summary>
    /// Gets whether the stored state must be read: for a blind update of a detached entity, an entity without a known sequence
    /// (attached, or older than its history), or one whose last save was rolled back.
    /// </summary>
    public bool NeedRow
    {
        get
        {
            var isChanged = Pending.Count > 0 || !Equals(Loaded, Current);
            return _memory.IsStale(_entry, plan)
                || (_entry.IsPropertyModified(plan.Status) && !isChanged)
                || (isChanged && plan.SequenceOf(_entry) is null);
        }
    }

    /// <summary>Gets whether the status would be written without a history row that ends in it.</summary>
    public bool AreUnrecorded
        => _memory.Written is { } written
            && written.Save == save
            && written.Entities.TryGetValue(_entry.Entity, out var last)
                ? !Equals(last.State, Current)
                : _entry.State switch
                {
                    EntityState.Added => _entry.GetCurrentValue(plan.Sequence) is null,
                    EntityState.Modified => !Equals(Loaded, Current),
                    _ => false,
                };

    /// <summary>Gets the states that the entity enters, in their order; null if no other columns depend on them.</summary>
    public List<StateEntry>? Entered { get; private set; }

    private IReadOnlyList<PendingTransition> Pending => _memory.Pending(_entry, plan);

    /// <summary>Gets the state in which the entity was loaded.</summary>
    private object? Loaded => _entry.GetOriginalValue(plan.Status);

    /// <inheritdoc cref="TransitionsPlan.WrittenStateOf"/>
    private object? Current => plan.WrittenStateOf(_entry);

    /// <summary>Records the initial state of a new entity, and its later transitions.</summary>
    public void Begin()
    {
        if (Pending.Count == 0
            && Equals(Current, plan.Status.Sentinel)
            && plan.Status.TryGetDefaultValue(out var state)
            && state is not null
            && !Equals(Current, state))
        {
            save.Undo.Set(_entry, plan.Status, state);
        }

        Begin(0);
    }

    /// <summary>Records the transitions of an existing entity from the state in which it was loaded.</summary>
    public void Continue()
    {
        var (from, sequence) = Start();
        var pending = Pending;
        if (Equals(from, Current) && (pending.Count == 0 || !Equals(pending[^1].To, Current)))
        {
            // Nothing has changed, or the application has reset the status.
            Stay(pending, sequence);
            return;
        }

        if (from is null)
        {
            if (plan.Mode == EnforcementMode.Enforce)
            {
                save.Violations.Add(TransitionViolations.UnknownState(plan, _entry, from));
                return;
            }

            Begin(sequence + 1 ?? 0);
            return;
        }

        if (sequence is null)
        {
            // Older than its history: the first row is its current state.
            Record(0, null, from, isBackfill: true);
        }

        End(Follow(sequence ?? 0, from, pending), pending, atMost: 1);
    }

    private void Begin(int sequence)
    {
        var pending = Pending;
        var first = pending is [{ From: null } begun, ..] ? begun : null;
        var state = first?.To ?? (pending is [{ From: { } from }, ..] ? from : Current);
        var violation = TransitionEvaluator.OfFirst(plan, _entry, state);
        if (state is null)
        {
            save.Violations.Add(plan, violation!);
            return;
        }

        Record(sequence, null, state, first, violation: violation);
        End(Follow(sequence, state, first is null ? pending : [.. pending.Skip(1)]), pending, atMost: 0);
    }

    /// <summary>Completes the transitions of the entity.</summary>
    /// <param name="sequence">The last sequence of the history.</param>
    /// <param name="pending">The requested transitions.</param>
    /// <param name="atMost">
    /// The number of changes that a database trigger accepts, which only sees the first and the last state.
    /// </param>
    private void End(int sequence, IReadOnlyList<PendingTransition> pending, int atMost)
    {
        // A required history accepts every transition of an existing row, but only the initial state of a new one.
        if (_changes > atMost
            && (plan.Hold == DatabaseEnforcement.Guard || (plan.Hold == DatabaseEnforcement.Ledger && atMost == 0)))
        {
            save.Violations.Add(TransitionViolations.UnsavedTransition(plan, _entry));
        }

        save.Undo.Set(_entry, plan.Sequence, sequence);
        Remember(pending);
    }

    private void Stay(IReadOnlyList<PendingTransition> pending, int? sequence)
    {
        if (_entry.State == EntityState.Modified)
        {
            // Neither is written: another writer may have changed the row since it was loaded.
            save.Undo.Restore(_entry, plan.Status);
            save.Undo.Restore(_entry, plan.Sequence);
        }
        else if (planned.Replaced is not null)
        {
            save.Undo.Set(_entry, plan.Sequence, sequence);
        }

        _memory.Forget(_entry.Entity, pending);
        Remember([]);
    }

    private void Remember(IReadOnlyList<PendingTransition> pending)
    {
        if (_memory.Written?.Save != save)
        {
            _memory.Written = new SavedTransitions(save);
        }

        _memory.Written.Entities[_entry.Entity] = (Current, pending.ToArray());
    }

    private int Follow(int sequence, object from, IReadOnlyList<PendingTransition> pending)
    {
        var cursor = from;
        foreach (var request in pending)
        {
            if (!Equals(cursor, request.From))
            {
                Assigned(++sequence, cursor, request.From);
            }

            Fired(++sequence, request);
            cursor = request.To;
        }

        if (!Equals(cursor, Current))
        {
            Assigned(++sequence, cursor, Current);
        }

        return sequence;
    }

    private void Assigned(int sequence, object from, object? to)
    {
        if (to is null)
        {
            // In every mode, because a history row requires a state.
            save.Violations.Add(TransitionViolations.UnknownRequest(plan, _entry, to));
            return;
        }

        _changes++;
        var (edge, violation) = TransitionEvaluator.EvaluateTransitionTo(plan, _entry, from, to, save.Reason);
        Record(sequence, from, to, edge: IsOnlyOne(from, to) ? edge : null, violation: violation);
    }

    private void Fired(int sequence, PendingTransition request)
    {
        _changes += Equals(request.From, request.To) ? 0 : 1;
        var violation = request.Edge is null
            ? TransitionEvaluator.EvaluateTransitionTo(plan, _entry, request.From, request.To, request.Options.Reason).Violation
            : null;
        Record(sequence, request.From, request.To, request, request.Edge, violation);
    }

    private bool IsOnlyOne(object from, object to) => plan.Table.Find(from, to).Count == 1;

    private void Record(
        int sequence,
        object? from,
        object to,
        PendingTransition? pending = null,
        ITransition? edge = null,
        IntegrityViolation? violation = null,
        bool isBackfill = false)
    {
        var (actor, at) = (pending?.Actor ?? save.Actor, pending?.At ?? save.Now);
        if (violation is not null)
        {
            save.Violations.Add(plan, violation);
        }

        var record = new TransitionRecord
        {
            Sequence = sequence,
            FromState = from is null ? null : StateText.Of(from),
            ToState = StateText.Of(to),
            Trigger = edge?.TriggerText,
            Origin = isBackfill ? TransitionOrigin.Backfill
                : pending is null ? TransitionOrigin.Assigned
                : TransitionOrigin.Fired,
            OffTable = violation is not null,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Reason = pending is null ? save.Reason : pending.Options.Reason,
            ReasonCode = pending?.Options.ReasonCode,
            CorrelationId = pending is null ? save.CorrelationId : pending.CorrelationId,
            IdempotencyKey = pending?.Options.IdempotencyKey,
            OccurredAt = at,
            TableHash = plan.Table.Hash,
        };
        HistoryRows.Add(save, _entry, plan, record);
        if (isBackfill)
        {
            // Not a transition: the row is older than its history, which starts with its current state.
            return;
        }

        _isActorMissing = _isActorMissing || save.AddViolationIfActorMissing(plan, planned, actor);
        TransitionWork.For(save, plan, pending)?.Add(new TransitionEvent(_entry, plan, record, from, to, edge, pending));
        if (plan.Effects.HasColumns)
        {
            (Entered ??= []).Add(new StateEntry(from, to, at));
        }
    }

    /// <summary>Returns the state and sequence to start from: the stored ones if the context does not have them.</summary>
    private (object? State, int? Sequence) Start()
    {
        if (planned.Replaced is { } replaced)
        {
            return (replaced.GetOriginalValue(plan.Status), plan.SequenceOf(replaced));
        }

        if (save.TryGetRow(_entry, out var row) && row is not null)
        {
            save.Undo.SetOriginal(_entry, plan.Status, row[plan.Status], isCurrent: false);
            save.Undo.SetOriginal(_entry, plan.Sequence, row[plan.Sequence], isCurrent: true);
        }

        return (Loaded, plan.SequenceOf(_entry));
    }
}
