using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Transitions;

/// <summary>What a caller asks for: the move of a trigger, or the way to a state.</summary>
internal readonly record struct MoveWish
{
    private MoveWish(object wanted, bool isTrigger) => (Wanted, IsTrigger) = (wanted, isTrigger);

    public object Wanted { get; }

    public bool IsTrigger { get; }

    public static MoveWish By(EntityEntry entry, TransitionsPlan plan, object trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        if (plan.Table.TriggerType?.IsInstanceOfType(trigger) != true)
        {
            throw new InvalidOperationException(
                plan.Table.TriggerType?.ShortDisplayName() is { } type
                    ? $"{entry.Metadata.ShortName()}.{plan.Status.Name} moves along the table '{plan.Table.Name}', which has triggers of "
                        + $"type {type}, not {trigger.GetType().ShortDisplayName()}. Fire a {type}."
                    : $"The table '{plan.Table.Name}' has no triggers: move {entry.Metadata.ShortName()} with MoveTo(state).");
        }

        return new MoveWish(trigger, isTrigger: true);
    }

    public static MoveWish To(EntityEntry entry, TransitionsPlan plan, object state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!plan.Table.StateType.IsInstanceOfType(state))
        {
            var type = plan.Table.StateType.ShortDisplayName();
            throw new InvalidOperationException(
                $"{entry.Metadata.ShortName()}.{plan.Status.Name} is a {type}, not a {state.GetType().ShortDisplayName()}. Give it as a "
                + $"{type}.");
        }

        return new MoveWish(state, isTrigger: false);
    }

    /// <summary>Whether a move that waits is what is asked for. One that the table does not permit has lost its trigger.</summary>
    public bool Is(PendingMove move)
        => IsTrigger ? move.Edge is null || Equals(move.Edge.Trigger, Wanted) : Equals(move.To, Wanted);

    /// <summary>Whether a move that is recorded is what is asked for.</summary>
    public bool Is(TransitionsPlan plan, TransitionRecord record)
    {
        if (!IsTrigger)
        {
            return record.ToState == StateText.Of(Wanted);
        }

        var trigger = Wanted;
        return record.Trigger is null
            || plan.Table.Transitions.Any(edge => Equals(edge.Trigger, trigger) && edge.TriggerText == record.Trigger);
    }
}
