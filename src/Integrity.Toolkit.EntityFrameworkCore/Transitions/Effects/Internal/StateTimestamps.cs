using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>The columns of one entity that move along with its status: times of states, and deadlines.</summary>
internal sealed class StateTimestamps(SaveContext save, EntityEntry entry, TransitionsPlan plan)
{
    private readonly PropertyValues? _row = save.TryGetRow(entry, out var row) ? row : null;

    /// <summary>Whether a change cannot be judged without its row: a blind update of a detached entity.</summary>
    public static bool NeedRow(EntityEntry entry, TransitionsPlan plan)
    {
        if (entry.State == EntityState.Modified)
        {
            foreach (var deadline in plan.Effects.Deadlines)
            {
                if (deadline.Priority is { } priority && IsBlind(entry, priority))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Apply(IReadOnlyList<StateEntry> entered)
    {
        foreach (var stamp in plan.Effects.Stamps)
        {
            Apply(stamp, entered);
        }

        foreach (var deadline in plan.Effects.Deadlines)
        {
            Apply(deadline, entered);
        }
    }

    /// <summary>A time in the type of the property.</summary>
    public static object Typed(IProperty property, DateTime utc)
        => property.ClrType == typeof(DateTimeOffset?) ? new DateTimeOffset(utc) : (object)utc;

    private void Apply(TimestampPlan stamp, IReadOnlyList<StateEntry> entered)
    {
        var value = Stored(stamp.Property);
        var isSet = false;
        foreach (var (_, state, at) in entered)
        {
            if (stamp.On.Contains(state) && !(stamp.KeepsFirst && value is not null))
            {
                (value, isSet) = (Typed(stamp.Property, at), true);
            }
            else if (stamp.ClearedOn.Contains(state))
            {
                (value, isSet) = (null, true);
            }
        }

        if (isSet)
        {
            Set(stamp.Property, value);
        }
        else if (entry.State == EntityState.Modified && IsBlind(entry, stamp.Property))
        {
            // What a detached entity holds is no news of a time that nobody but a move sets.
            save.Undo.Restore(entry, stamp.Property);
        }
    }

    private void Apply(DeadlinePlan deadline, IReadOnlyList<StateEntry> entered)
    {
        var (due, isSet) = (Stored(deadline.Property), false);
        var priority = deadline.Priority is null ? null : Present(deadline.Priority);
        var stage = entered.Count > 0 ? deadline.StageOf(entered[0].From) : deadline.StageOf(Present(plan.Status));
        var isNew = false;
        foreach (var (_, state, at) in entered)
        {
            var next = deadline.StageOf(state);
            if (next is null || next != stage)
            {
                due = next?.SpanOf(priority) is { } span ? Typed(deadline.Property, at + span) : null;
                (isSet, isNew) = (true, next is not null);
            }

            stage = next;
        }

        if (!isNew && stage is not null && PriorityChanged(deadline, out var before))
        {
            (due, isSet) = (Shift(deadline, due, stage.SpanOf(before), stage.SpanOf(priority)), true);
        }

        if (isSet && !(stage is not null && IsAssigned(deadline.Property)))
        {
            Set(deadline.Property, due);
        }
    }

    /// <summary>As if the new priority had been there from the beginning; where none of that is known, from now.</summary>
    private object? Shift(DeadlinePlan deadline, object? due, TimeSpan? before, TimeSpan? after) => (due, before, after) switch
    {
        (_, _, null) => null,
        (DateTime time, { } old, { } span) => time - old + span,
        (DateTimeOffset time, { } old, { } span) => time - old + span,
        (_, _, { } span) => Typed(deadline.Property, save.Now + span),
    };

    private bool PriorityChanged(DeadlinePlan deadline, out object? before)
    {
        before = null;
        if (deadline.Priority is not { } priority
            || entry.State != EntityState.Modified
            || !entry.IsPropertyModified(priority))
        {
            return false;
        }

        before = Stored(priority);
        return !Equals(before, entry.GetCurrentValue(priority));
    }

    /// <summary>Whether the application has said itself what is to be stored.</summary>
    private bool IsAssigned(IProperty property)
        => entry.GetCurrentValue(property) is { } value
            && (entry.State == EntityState.Added
                || (entry.IsPropertyModified(property) && !Equals(value, Stored(property))));

    /// <summary>Whether a value is written that nobody knows the row to differ from.</summary>
    private static bool IsBlind(EntityEntry entry, IProperty property)
        => entry.IsPropertyModified(property)
            && Equals(entry.GetOriginalValue(property), entry.GetCurrentValue(property));

    /// <summary>What the row will hold: an attached entity may know nothing but what it changes.</summary>
    private object? Present(IProperty property)
        => _row is not null && entry.State == EntityState.Modified && !entry.IsPropertyModified(property)
            ? _row[property]
            : entry.GetCurrentValue(property);

    /// <summary>What the row holds, as far as that is known.</summary>
    private object? Stored(IProperty property)
        => entry.State == EntityState.Added ? null
            : _row is not null ? _row[property]
            : entry.GetOriginalValue(property);

    private void Set(IProperty property, object? value)
    {
        if (!Equals(entry.GetCurrentValue(property), value) || entry.State != EntityState.Added)
        {
            save.Undo.Set(entry, property, value);
        }
    }
}
