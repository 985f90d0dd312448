using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete.Internal;

/// <summary>Finds the types that EF Core changes along with a soft-deletable one.</summary>
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

    /// <summary>What hangs on several principals goes when one of them goes, so all of them must be seen.</summary>
    private static void WatchPrincipals(IEntityType dependent)
    {
        foreach (var foreignKey in dependent.GetForeignKeys())
        {
            Watch(foreignKey.PrincipalEntityType);
        }
    }

    private static void Watch(IEntityType entityType)
    {
        // A base type before those derived from it, whose own foreign keys count too.
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            ModelPlan.Add(type, new SoftDeleteDependentPlan([.. type.GetForeignKeys()]));
        }
    }
}
