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
                var type = table.StateType.ShortDisplayName();
                throw new InvalidOperationException(
                    $"{name}.{plan.Status.Name} is a {type}, not a {State!.GetType().ShortDisplayName()}. Give it as a {type}.");
            }

            DemandKnown(table.Contains(State!), "state", "has", table.States.Select(StateText.Of));
        }
        else if (table.TriggerType?.IsInstanceOfType(Trigger) != true)
        {
            throw new InvalidOperationException(
                table.TriggerType?.ShortDisplayName() is { } type
                    ? $"{name}.{plan.Status.Name} moves along the table '{table.Name}', which has triggers of type {type}, not "
                        + $"{Trigger.GetType().ShortDisplayName()}. Fire a {type}."
                    : $"The table '{table.Name}' has no triggers: move rows of {name} with MoveAllTo(query, state).");
        }
        else
        {
            DemandKnown(
                table.Transitions.Any(edge => Equals(edge.Trigger, Trigger)) || table.States.Any(from => table.Ignores(from, Trigger)),
                "trigger",
                "moves by",
                table.Transitions.Select(edge => edge.TriggerText).OfType<string>());
        }

        // A row that may not be moved can be skipped; a word that is misspelt would skip them all.
        void DemandKnown(bool isKnown, string what, string has, IEnumerable<string> known)
        {
            if (!isKnown)
            {
                throw new ArgumentException(
                    $"The table '{table.Name}' of {name}.{plan.Status.Name} has no such {what}. It {has}: "
                    + $"{string.Join(", ", known.Distinct())}.",
                    what);
            }
        }
    }
}
