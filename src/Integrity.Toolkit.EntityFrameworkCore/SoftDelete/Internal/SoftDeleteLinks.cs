using Integrity.Toolkit.Infrastructure.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.SoftDelete;

/// <summary>Finds the types that EF Core changes along with a soft-deletable one.</summary>
internal static class SoftDeleteLinks
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
                ModelPlan.Add(dependent, LinksOf(dependent));
                if (Cascades(foreignKey) && seen.Add(dependent))
                {
                    open.Enqueue(dependent);
                }
            }
        }

        foreach (var foreignKey in kept.GetDerivedTypesInclusive().SelectMany(type => type.GetForeignKeys()))
        {
            ModelPlan.Add(foreignKey.PrincipalEntityType, LinksOf(foreignKey.PrincipalEntityType));
        }

        ModelPlan.Add(kept, LinksOf(kept));
    }

    public static bool Cascades(IForeignKey foreignKey)
        => foreignKey.IsOwnership || foreignKey.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade;

    private static SoftDeleteLinksPlan LinksOf(IEntityType entityType) => new([.. entityType.GetForeignKeys()]);
}
