using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Finds the types that EF Core changes together with a soft-deletable type.</summary>
internal static class SoftDeleteDependents
{
    public static void Plan(IEntityType kept)
    {
        var open = new Queue<IEntityType>(kept.GetDerivedTypesInclusive());
        var seen = new HashSet<IEntityType>(open);
        while (open.TryDequeue(out var principal))
        {
            foreach (var foreignKey in principal.GetReferencingForeignKeys())
            {
                var dependent = foreignKey.DeclaringEntityType;
                Watch(dependent);
                if (Cascades(foreignKey) && seen.Add(dependent))
                {
                    WatchPrincipals(dependent);
                    open.Enqueue(dependent);
                }
            }
        }

        Watch(kept);
        foreach (var type in kept.GetDerivedTypesInclusive())
        {
            WatchPrincipals(type);
        }
    }

    public static bool Cascades(IForeignKey foreignKey)
        => foreignKey.IsOwnership || foreignKey.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade;

    /// <summary>A dependent of several principals is deleted with one of them, so all of them must be tracked.</summary>
    private static void WatchPrincipals(IEntityType dependent)
    {
        foreach (var foreignKey in dependent.GetForeignKeys())
        {
            Watch(foreignKey.PrincipalEntityType);
        }
    }

    private static void Watch(IEntityType entityType)
    {
        // A base type precedes its derived types, whose own foreign keys are included too.
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            ModelPlan.Add(type, new SoftDeleteDependentPlan([.. type.GetForeignKeys()]));
        }
    }
}
