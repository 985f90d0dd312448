using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>What all rows of a query are asked to do: follow a trigger, or go to a state.</summary>
internal sealed record SetBasedWish(object? Trigger, object? State)
{
    public static SetBasedWish Fire(object trigger) => new(trigger ?? throw new ArgumentNullException(nameof(trigger)), null);

    public static SetBasedWish Move(object state) => new(null, state ?? throw new ArgumentNullException(nameof(state)));

    /// <summary>For messages: the method that a user called.</summary>
    public string Method => Trigger is null ? "MoveAllTo" : "FireAll";

    public KeyValuePair<string, object?> Argument => Trigger is null ? Refusals.To(State!) : Refusals.By(Trigger);

    public IReadOnlyList<ITransition> Edges(ITransitionTable table, object from)
        => Trigger is not null ? table.FindByTrigger(from, Trigger)
            : table.Contains(State!) ? table.Find(from, State!)
            : [];

    /// <summary>Whether a row in a state has nothing to do, whatever guards say.</summary>
    public bool MayIgnore(ITransitionTable table, object from) => Trigger is not null
        ? table.Ignores(from, Trigger)
        : Equals(from, State) && !table.Permits(from, from);

    /// <summary>The guards of which one must hold for that; empty for always.</summary>
    public IReadOnlyList<TransitionGuard> IgnoreGuards(ITransitionTable table, object from)
        => Trigger is not null ? table.IgnoreGuards(from, Trigger) : [];

    public void Demand(IEntityType entityType, TransitionsPlan plan)
    {
        var (table, name) = (plan.Table, entityType.ShortName());
        if (Trigger is null)
        {
            if (!table.StateType.IsInstanceOfType(State))
            {
                throw new InvalidOperationException(
                    $"{name}.{plan.Status.Name} is a {table.StateType.ShortDisplayName()}, not a {State!.GetType().ShortDisplayName()}.");
            }
        }
        else if (table.TriggerType?.IsInstanceOfType(Trigger) != true)
        {
            throw new InvalidOperationException(
                table.TriggerType is null
                    ? $"The table '{table.Name}' has no triggers: move rows of {name} with MoveAllTo(query, state)."
                    : $"The table '{table.Name}' has triggers of type {table.TriggerType.ShortDisplayName()}, not "
                        + $"{Trigger.GetType().ShortDisplayName()}.");
        }
    }
}
