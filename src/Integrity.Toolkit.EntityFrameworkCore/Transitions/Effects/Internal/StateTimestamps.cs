using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Effects.Internal;

/// <summary>The columns of one entity that change with its status: timestamps of states, and deadlines.</summary>
internal sealed class StateTimestamps(SaveContext save, EntityEntry entry, TransitionsPlan plan)
{
    private readonly PropertyValues? _row = save.TryGetRow(entry, out var row) ? row : null;

    /// <summary>Returns whether evaluating a change requires its row: a blind update of a detached entity.</summary>
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
        foreach (var timestamp in plan.Effects.Stamps)
        {
            Apply(timestamp, entered);
        }

        foreach (var deadline in plan.Effects.Deadlines)
        {
            Apply(deadline, entered);
        }
    }

    /// <summary>Returns a time in the type of the property.</summary>
    public static object Typed(IProperty property, DateTime utc)
        => property.ClrType == typeof(DateTimeOffset?) ? new DateTimeOffset(utc) : (object)utc;

    private void Apply(TimestampPlan timestamp, IReadOnlyList<StateEntry> entered)
    {
        var value = Stored(timestamp.Property);
        var isSet = false;
        foreach (var (_, state, at) in entered)
        {
            if (timestamp.On.Contains(state) && !(timestamp.KeepsFirst && value is not null))
            {
                (value, isSet) = (Typed(timestamp.Property, at), true);
            }
            else if (timestamp.ClearedOn.Contains(state))
            {
                (value, isSet) = (null, true);
            }
        }

        if (isSet)
        {
            Set(timestamp.Property, value);
        }
        else if (entry.State == EntityState.Modified && IsBlind(entry, timestamp.Property))
        {
            // Only a transition sets the time; the value of a detached entity may be outdated.
            save.Undo.Restore(entry, timestamp.Property);
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

    /// <summary>
    /// Returns the deadline as if the new priority had applied from the start, or counted from now if there was no deadline.
    /// </summary>
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

    /// <summary>Returns whether the application has assigned the value to store.</summary>
    private bool IsAssigned(IProperty property)
        => entry.GetCurrentValue(property) is { } value
            && (entry.State == EntityState.Added
                || (entry.IsPropertyModified(property) && !Equals(value, Stored(property))));

    /// <summary>Returns whether a value is written without a known difference to the row.</summary>
    private static bool IsBlind(EntityEntry entry, IProperty property)
        => entry.IsPropertyModified(property)
            && Equals(entry.GetOriginalValue(property), entry.GetCurrentValue(property));

    /// <summary>
    /// Returns the value that the row has after the save. An attached entity may only have the values that it changes.
    /// </summary>
    private object? Present(IProperty property)
        => _row is not null && entry.State == EntityState.Modified && !entry.IsPropertyModified(property)
            ? _row[property]
            : entry.GetCurrentValue(property);

    /// <summary>Returns the value of the row before the save, as far as it is available.</summary>
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
