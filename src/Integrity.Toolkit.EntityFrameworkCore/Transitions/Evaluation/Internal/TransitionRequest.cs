using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.Evaluation.Internal;

/// <summary>The request of a caller: to fire a trigger, or to change to a state.</summary>
internal readonly record struct TransitionRequest
{
    private TransitionRequest(object wanted, bool isTrigger) => (Wanted, IsTrigger) = (wanted, isTrigger);

    public object Wanted { get; }

    public bool IsTrigger { get; }

    /// <summary>Gets the argument of the request in violations.</summary>
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

    /// <summary>Throws if the trigger or the state is not of the type of the table.</summary>
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
                ? $"The table '{table}' has no triggers. Call "
                    + (isSetBased
                        ? $"query.ExecuteTransitionTo(state) for rows of {entity}."
                        : $"TransitionTo(state) for {entity}.")
                : IsTrigger
                    ? $"{entity}.{plan.Status.Name} has the table '{table}' with triggers of type {name}, not {wanted}. "
                        + $"Fire a {name}."
                    : $"{entity}.{plan.Status.Name} is a {name}, not a {wanted}. Specify a {name}.");
    }

    /// <summary>
    /// Throws if the table does not contain the trigger or the state. Rows without a permitted transition can be skipped, but a
    /// mistake would skip all of them.
    /// </summary>
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
            ? ("trigger", "Triggers", table.Transitions.Select(edge => edge.TriggerText).OfType<string>().Distinct())
            : ("state", "States", table.States.Select(StateText.Of));
        throw new ArgumentException(
            $"The table '{table.Name}' of {entityType.ShortName()}.{plan.Status.Name} has no such {what}. {has}: "
            + $"{string.Join(", ", known)}.",
            what);
    }

    /// <summary>
    /// Returns whether a pending transition is the requested one. A transition that the table does not permit has no trigger.
    /// </summary>
    public bool Is(PendingTransition pending)
        => IsTrigger ? pending.Edge is null || Equals(pending.Edge.Trigger, Wanted) : Equals(pending.To, Wanted);

    /// <summary>Returns whether a recorded transition is the requested one.</summary>
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
