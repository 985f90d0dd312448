using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Model;

/// <summary>An owned type that a block watches on behalf of its owner.</summary>
internal abstract record OwnedPlan(string Block, IntegrityMode Mode) : BlockPlan(Block, Mode)
{
    public override bool GuardsSetBased => false;

    public override bool IsReported => false;

    /// <summary>Watches all that a type owns, at whatever depth.</summary>
    public static void AddBelow(IEntityType owner, OwnedPlan plan)
    {
        foreach (var owned in owner.GetDerivedTypesInclusive()
            .SelectMany(type => type.GetDeclaredReferencingForeignKeys())
            .Where(foreignKey => foreignKey.IsOwnership)
            .Select(foreignKey => foreignKey.DeclaringEntityType)
            .ToList())
        {
            ModelPlan.Add(owned, plan);
            AddBelow(owned, plan);
        }
    }
}
