using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>What a caller asks for: to follow a trigger, or to go to a state.</summary>
internal readonly record struct TransitionRequest
{
    private TransitionRequest(object wanted, bool isTrigger) => (Wanted, IsTrigger) = (wanted, isTrigger);

    public object Wanted { get; }

    public bool IsTrigger { get; }

    /// <summary>The argument by which violations tell it.</summary>
    public (string Name, object? Value) Argument => IsTrigger ? TransitionViolations.By(Wanted) : TransitionViolations.To(Wanted);

    public static TransitionRequest By(object trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return new TransitionRequest(trigger, isTrigger: true);
    }

    public static TransitionRequest To(object state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new TransitionRequest(state, isTrigger: false);
    }

    /// <summary>Throws for a trigger, or a state, of another type than those of the table.</summary>
    public void EnsureType(IReadOnlyEntityType entityType, TransitionsPlan plan, bool isSetBased = false)
    {
        var type = IsTrigger ? plan.Table.TriggerType : plan.Table.StateType;
        if (type?.IsInstanceOfType(Wanted) == true)
        {
            return;
        }

        var (table, entity, wanted) = (plan.Table.Name, entityType.ShortName(), Wanted.GetType().ShortDisplayName());
        throw new InvalidOperationException(
            type?.ShortDisplayName() is not { } name
                ? $"The table '{table}' has no triggers: move "
                    + (isSetBased ? $"rows of {entity} with query.ExecuteTransitionTo(state)." : $"{entity} with TransitionTo(state).")
                : IsTrigger
                    ? $"{entity}.{plan.Status.Name} moves along the table '{table}', which has triggers of type {name}, not {wanted}. "
                        + $"Fire a {name}."
                    : $"{entity}.{plan.Status.Name} is a {name}, not a {wanted}. Give it as a {name}.");
    }

    /// <summary>Throws for what the table has not: a row that may not be moved can be skipped, but a slip would skip them all.</summary>
    public void EnsureKnown(IReadOnlyEntityType entityType, TransitionsPlan plan)
    {
        var (table, wanted) = (plan.Table, Wanted);
        if (IsTrigger
            ? table.Transitions.Any(edge => Equals(edge.Trigger, wanted)) || table.States.Any(from => table.Ignores(from, wanted))
            : table.Contains(wanted))
        {
            return;
        }

        var (what, has, known) = IsTrigger
            ? ("trigger", "moves by", table.Transitions.Select(edge => edge.TriggerText).OfType<string>().Distinct())
            : ("state", "has", table.States.Select(StateText.Of));
        throw new ArgumentException(
            $"The table '{table.Name}' of {entityType.ShortName()}.{plan.Status.Name} has no such {what}. It {has}: "
            + $"{string.Join(", ", known)}.",
            what);
    }

    /// <summary>Whether a move that waits is what is asked for. One that the table does not permit has lost its trigger.</summary>
    public bool Is(PendingTransition move)
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
