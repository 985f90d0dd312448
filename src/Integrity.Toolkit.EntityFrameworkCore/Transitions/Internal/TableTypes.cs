using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>Looks whether the conditions of a table are about the entities that move along it.</summary>
internal static class TableTypes
{
    public static void Demand(IReadOnlyEntityType entityType, ITransitionTable table)
    {
        foreach (var guard in table.Transitions.Select(edge => edge.Guard).OfType<TransitionGuard>())
        {
            Demand(entityType, table, "guard", guard.Code, guard.EntityType);
        }

        foreach (var invariant in table.Invariants)
        {
            Demand(entityType, table, "invariant", invariant.Code, invariant.EntityType);
        }
    }

    private static void Demand(IReadOnlyEntityType entityType, ITransitionTable table, string what, string code, Type about)
    {
        if (!about.IsAssignableFrom(entityType.ClrType))
        {
            throw new InvalidOperationException(
                $"The {what} '{code}' of the table '{table.Name}' is about {about.ShortDisplayName()}, which {entityType.ShortName()} is "
                + $"not. Make it about {entityType.ShortName()} or a base of it, or declare the transitions on "
                + $"{about.ShortDisplayName()}.");
        }
    }
}
